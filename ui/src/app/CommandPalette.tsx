import { useMemo, useState } from "react";
import {
  Dialog as AriaDialog,
  Autocomplete,
  Header,
  Input,
  ListBox,
  ListBoxItem,
  ListBoxSection,
  Modal,
  ModalOverlay,
  SearchField,
  Text,
  useFilter,
} from "react-aria-components";
import { useTranslation } from "react-i18next";
import { Keys } from "@/components/status/Keys";
import { type Action, useOfferedActions } from "@/stores/actions";
import styles from "./CommandPalette.module.css";
import { useShell } from "./shell-state";

/** Every action that can be done now, found by typing. */
export function CommandPalette() {
  const { t } = useTranslation();
  const isOpen = useShell((shell) => shell.palette);
  const close = () => useShell.setState({ palette: false });
  return (
    <ModalOverlay
      isOpen={isOpen}
      onOpenChange={(open) => !open && close()}
      isDismissable
      className={styles.overlay}
    >
      <Modal className={styles.modal}>
        <AriaDialog aria-label={t("palette.title")} className={styles.dialog}>
          <Commands onDone={close} />
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}

function Commands({ onDone }: { onDone: () => void }) {
  const { t } = useTranslation();
  const offered = useOfferedActions();
  const [query, setQuery] = useState("");
  const { contains } = useFilter({ sensitivity: "base" });
  const sections = useMemo(
    () => bySection(offered.filter((action) => !action.disabled)),
    [offered],
  );

  return (
    <Autocomplete inputValue={query} onInputChange={setQuery} filter={contains}>
      <SearchField aria-label={t("palette.label")} autoFocus className={styles.search}>
        <Input className={styles.input} placeholder={t("palette.placeholder")} />
      </SearchField>
      <ListBox
        aria-label={t("palette.title")}
        className={styles.list}
        items={sections}
        selectionMode="none"
        onAction={(id) => {
          onDone();
          offered.findLast((action) => action.id === id)?.run();
        }}
        renderEmptyState={() => <p className={styles.none}>{t("palette.none", { query })}</p>}
      >
        {(section) => (
          <ListBoxSection id={section.name}>
            <Header className={styles.section}>{section.name}</Header>
            {section.actions.map((action) => (
              <ListBoxItem
                key={action.id}
                id={action.id}
                textValue={`${action.title} ${action.words ?? ""}`}
                className={styles.item}
              >
                <Text slot="label">{action.title}</Text>
                {action.shortcut && <Keys shortcut={action.shortcut} />}
              </ListBoxItem>
            ))}
          </ListBoxSection>
        )}
      </ListBox>
    </Autocomplete>
  );
}

export function bySection(actions: readonly Action[]): { name: string; actions: Action[] }[] {
  const sections = new Map<string, Action[]>();
  for (const action of actions) {
    const section = sections.get(action.section);
    if (section) section.push(action);
    else sections.set(action.section, [action]);
  }
  return [...sections].map(([name, grouped]) => ({ name, actions: grouped }));
}
