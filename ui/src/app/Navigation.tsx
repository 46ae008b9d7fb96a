import { Command } from "lucide-react";
import { useTranslation } from "react-i18next";
import { classNames } from "@/components/class-names";
import { Keys } from "@/components/status/Keys";
import { navigate, useRoute, writeRoute } from "@/stores/route";
import styles from "./Navigation.module.css";
import { ProjectSummary } from "./ProjectSummary";
import { SCREENS, type Screen } from "./screens";
import { useShell } from "./shell-state";

/** The rail on the left: the screens, what is open, and the way to all commands. */
export function Navigation() {
  const { t } = useTranslation();
  const work = SCREENS.filter(({ id }) => id !== "settings");
  const rest = SCREENS.filter(({ id }) => id === "settings");
  return (
    <nav className={styles.rail} aria-label={t("navigation")}>
      <div className={styles.brand}>
        <Mask />
        <span>{t("name")}</span>
      </div>
      <ul className={styles.screens}>
        {work.map((screen) => (
          <ScreenLink key={screen.id} screen={screen} />
        ))}
      </ul>
      <ProjectSummary />
      <ul className={styles.screens}>
        {rest.map((screen) => (
          <ScreenLink key={screen.id} screen={screen} />
        ))}
        <li>
          <button
            type="button"
            className={styles.link}
            aria-haspopup="dialog"
            onClick={() => useShell.setState({ palette: true })}
          >
            <Command aria-hidden />
            <span className={styles.name}>{t("palette.open")}</span>
            <Keys shortcut="Mod+K" />
          </button>
        </li>
      </ul>
    </nav>
  );
}

function ScreenLink({ screen: { id, icon: Icon } }: { screen: Screen }) {
  const { t } = useTranslation();
  const current = useRoute((route) => route.screen) === id;
  return (
    <li>
      <a
        className={classNames(styles.link, current && styles.current)}
        href={writeRoute({ screen: id, at: {} })}
        aria-current={current ? "page" : undefined}
        onClick={(event) => {
          event.preventDefault();
          navigate(id);
        }}
      >
        <Icon aria-hidden />
        <span className={styles.name}>{t(`screens.${id}`)}</span>
      </a>
    </li>
  );
}

/** A bauta: the Venetian mask with a jutting chin, under a tricorne. */
function Mask() {
  return (
    <svg viewBox="0 0 24 24" className={styles.mask} aria-hidden>
      <path
        d="M1.5 9C6 8 8 3 12 3s6 5 10.5 6c-2.9 1.500-6.500 2.200-10.500 2.200S4.400 10.500 1.500 9Z"
        className={styles.hat}
      />
      <path
        d="M6.600 12.600c1.700.3 3.500.5 5.400.5s3.700-.2 5.400-.5c.1 1.500-.1 2.900-.6 4.200l1.300 2.500C16.300 20.700 14.300 21.500 12 21.500s-4.300-.8-6.100-2.200l1.300-2.500c-.5-1.300-.7-2.700-.6-4.200Z"
        className={styles.face}
      />
    </svg>
  );
}
