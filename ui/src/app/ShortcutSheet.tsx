import { useTranslation } from "react-i18next";
import { Dialog } from "@/components/dialog/Dialog";
import { Keys } from "@/components/status/Keys";
import { useOfferedActions } from "@/stores/actions";
import { usePreferences } from "@/stores/preferences";
import { bySection } from "./CommandPalette";
import styles from "./ShortcutSheet.module.css";
import { useShell } from "./shell-state";

/** The keys that mean something where one is, opened by `?`. */
export function ShortcutSheet() {
  const { t } = useTranslation();
  const isOpen = useShell((shell) => shell.shortcuts);
  const singleKeys = usePreferences((preferences) => preferences.singleKeys);
  const offered = useOfferedActions();
  const sections = bySection(offered.filter((action) => action.shortcut));

  const general: [string, string[]][] = [
    [t("shortcuts.move"), ["↑", "↓"]],
    [t("shortcuts.firstLast"), ["Home", "End"]],
    [t("shortcuts.expand"), ["→", "←"]],
    [t("shortcuts.select"), ["Space"]],
    [t("shortcuts.selectMore"), ["Shift+↓"]],
    [t("shortcuts.selectAll"), ["Mod+A"]],
    [t("shortcuts.activate"), ["Enter"]],
    [t("shortcuts.width"), ["Alt+→", "Alt+←"]],
  ];
  return (
    <Dialog
      title={t("shortcuts.title")}
      isOpen={isOpen}
      onClose={() => useShell.setState({ shortcuts: false })}
      size="large"
    >
      {!singleKeys && <p className={styles.note}>{t("shortcuts.off")}</p>}
      <div className={styles.sections}>
        {sections.map((section) => (
          <section key={section.name}>
            <h3 className={styles.heading}>{section.name}</h3>
            <dl className={styles.list}>
              {section.actions.map((action) => (
                <div key={action.id}>
                  <dt>{action.title}</dt>
                  <dd>{action.shortcut && <Keys shortcut={action.shortcut} />}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
        <section>
          <h3 className={styles.heading}>{t("shortcuts.general")}</h3>
          <dl className={styles.list}>
            {general.map(([what, keys]) => (
              <div key={what}>
                <dt>{what}</dt>
                <dd className={styles.several}>
                  {keys.map((key) => (
                    <Keys key={key} shortcut={key} />
                  ))}
                </dd>
              </div>
            ))}
          </dl>
          <p className={styles.note}>{t("shortcuts.typeAhead")}</p>
        </section>
      </div>
    </Dialog>
  );
}
