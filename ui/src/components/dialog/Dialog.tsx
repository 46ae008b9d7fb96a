import { X } from "lucide-react";
import type { ReactNode } from "react";
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from "react-aria-components";
import { useTranslation } from "react-i18next";
import { Button, IconButton } from "../button/Button";
import { classNames } from "../class-names";
import styles from "./Dialog.module.css";

export interface DialogProps {
  title: string;
  isOpen: boolean;
  onClose(): void;
  size?: "small" | "medium" | "large";
  /** Buttons at the lower end, the main one last. */
  actions?: ReactNode;
  children: ReactNode;
}

/** A window within the window: keeps the focus, closes on Escape and on a click beside it. */
export function Dialog({
  title,
  isOpen,
  onClose,
  size = "medium",
  actions,
  children,
}: DialogProps) {
  const { t } = useTranslation("components");
  return (
    <ModalOverlay
      isOpen={isOpen}
      onOpenChange={(open) => !open && onClose()}
      isDismissable
      className={styles.overlay}
    >
      <Modal className={classNames(styles.modal, styles[size])}>
        <AriaDialog className={styles.dialog}>
          <header className={styles.header}>
            <Heading slot="title" className={styles.title}>
              {title}
            </Heading>
            <IconButton icon={X} label={t("close")} size="small" onPress={onClose} />
          </header>
          <div className={styles.body}>{children}</div>
          {actions && <footer className={styles.actions}>{actions}</footer>}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}

export interface ConfirmProps {
  title: string;
  /** What will happen, and whether there is a way back. */
  children: ReactNode;
  confirm: string;
  isOpen: boolean;
  danger?: boolean;
  onConfirm(): void;
  onClose(): void;
}

/** Asks before what can't be taken back. Unlike `Dialog`, a click beside it decides nothing. */
export function ConfirmDialog(props: ConfirmProps) {
  const { title, children, confirm, isOpen, danger, onConfirm, onClose } = props;
  const { t } = useTranslation("components");
  return (
    <ModalOverlay
      isOpen={isOpen}
      onOpenChange={(open) => !open && onClose()}
      className={styles.overlay}
    >
      <Modal className={classNames(styles.modal, styles.small)}>
        <AriaDialog role="alertdialog" className={styles.dialog}>
          <header className={styles.header}>
            <Heading slot="title" className={styles.title}>
              {title}
            </Heading>
          </header>
          <div className={styles.body}>{children}</div>
          <footer className={styles.actions}>
            <Button onPress={onClose} autoFocus>
              {t("cancel")}
            </Button>
            <Button
              variant={danger ? "danger" : "primary"}
              onPress={() => {
                onConfirm();
                onClose();
              }}
            >
              {confirm}
            </Button>
          </footer>
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
