import { KeyRound, Plus } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { KeyEntry } from "@/bindings";
import { Button } from "@/components/button/Button";
import { Dialog } from "@/components/dialog/Dialog";
import { TextField } from "@/components/field/TextField";
import { Section } from "@/components/screen/Screen";
import { Badge } from "@/components/status/Badge";
import { ErrorState } from "@/components/status/ErrorState";
import { Loading } from "@/components/status/Loading";
import { call } from "@/platform";
import { type Problem, problemsOf } from "@/platform/problem";
import { useAnswer } from "@/stores/loaded";
import { reportSuccess } from "@/stores/toasts";
import styles from "./settings.module.css";

/** The root keys by environment. Their bytes never come here. */
export function KeysSection({ folder }: { folder: string }) {
  const { t } = useTranslation("settings");
  const { loaded, reload, show } = useAnswer("list_keys", null);
  const [isMaking, setMaking] = useState(false);
  return (
    <Section title={t("keys.title")} detail={t("keys.detail")}>
      {loaded.state === "loading" && <Loading />}
      {loaded.state === "failed" && (
        <ErrorState title={t("keys.failed")} problems={loaded.problems} onRetry={reload} />
      )}
      {loaded.state === "there" && <KeyList keys={loaded.value} />}
      <Button icon={Plus} onPress={() => setMaking(true)}>
        {t("keys.make")}
      </Button>
      <p className={styles.note}>{t("keys.folder", { folder })}</p>
      <NewKeyDialog
        isOpen={isMaking}
        onClose={() => setMaking(false)}
        onMade={(environment, keys) => {
          show(keys);
          setMaking(false);
          reportSuccess(t("keys.made", { environment }));
        }}
      />
    </Section>
  );
}

function KeyList({ keys }: { keys: readonly KeyEntry[] }) {
  const { t } = useTranslation("settings");
  if (keys.length === 0) return <p className={styles.note}>{t("keys.none")}</p>;
  return (
    <ul className={styles.list}>
      {keys.map((key) => (
        <li key={key.fileName} className={styles.item}>
          <KeyRound aria-hidden className={styles.itemIcon} />
          <span className={styles.itemText}>
            <span className={styles.itemName}>{key.environment || key.fileName}</span>
            <span className={styles.itemDetail}>{key.problem ?? key.keyId}</span>
          </span>
          {key.wrapped && <Badge>{t("keys.wrapped")}</Badge>}
          {key.problem !== null && <Badge tone="bad">{t("keys.unusable")}</Badge>}
        </li>
      ))}
    </ul>
  );
}

interface NewKeyDialogProps {
  isOpen: boolean;
  onClose(): void;
  onMade(environment: string, keys: KeyEntry[]): void;
}

function NewKeyDialog({ isOpen, onClose, onMade }: NewKeyDialogProps) {
  const { t } = useTranslation("settings");
  const { t: words } = useTranslation("components");
  const [environment, setEnvironment] = useState("");
  const [problems, setProblems] = useState<readonly Problem[]>([]);
  const make = () => {
    call("new_key", { environment }).then(
      (keys) => {
        setEnvironment("");
        onMade(environment, keys);
      },
      (thrown) => setProblems(problemsOf(thrown)),
    );
  };
  return (
    <Dialog
      title={t("keys.make")}
      isOpen={isOpen}
      onClose={onClose}
      size="small"
      actions={
        <>
          <Button onPress={onClose}>{words("cancel")}</Button>
          <Button variant="primary" isDisabled={environment === ""} onPress={make}>
            {t("keys.makeIt")}
          </Button>
        </>
      }
    >
      <TextField
        label={t("keys.environment")}
        description={t("keys.environmentDetail")}
        error={problems.map(({ code, message }) => `${code}: ${message}`).join("\n")}
        value={environment}
        onChange={(value) => {
          setEnvironment(value);
          setProblems([]);
        }}
        autoFocus
        mono
        onKeyDown={(event) => {
          if (event.key === "Enter" && environment !== "") make();
        }}
      />
    </Dialog>
  );
}
