import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { Screen } from "@/components/screen/Screen";
import { ErrorState } from "@/components/status/ErrorState";
import { Loading } from "@/components/status/Loading";
import { type Action, useActions } from "@/stores/actions";
import { useAnswer } from "@/stores/loaded";
import { Drafts } from "./Drafts";
import { OpenPanel } from "./OpenPanel";
import { useOpening } from "./opening";
import { Recent } from "./Recent";
import { Steps } from "./Steps";
import styles from "./start.module.css";

export default function StartScreen() {
  const { t } = useTranslation("start");
  const { t: app } = useTranslation("app");
  const { loaded, reload, show } = useAnswer("start", null);
  const opening = useOpening();

  const actions = useMemo<Action[]>(() => {
    const section = app("sections.file");
    return [
      {
        id: "file.open-dump",
        title: t("open.dump"),
        section,
        shortcut: "Mod+O",
        run: opening.chooseDump,
      },
      {
        id: "file.open-profile",
        title: t("open.profile"),
        section,
        shortcut: "Mod+Shift+O",
        run: opening.chooseProfile,
      },
      { id: "file.sample", title: t("open.sample"), section, run: opening.openSample },
    ];
  }, [t, app, opening]);
  useActions(actions);

  const version = loaded.state === "there" ? loaded.value.version : null;
  return (
    <Screen title={t("title")} about={version && <span>{t("version", { version })}</span>}>
      <div className={styles.page}>
        <div className={styles.main}>
          <OpenPanel opening={opening} />
          {loaded.state === "loading" && <Loading />}
          {loaded.state === "failed" && (
            <ErrorState title={t("recent.failed")} problems={loaded.problems} onRetry={reload} />
          )}
          {loaded.state === "there" && (
            <>
              <Drafts drafts={loaded.value.drafts} />
              <Recent files={loaded.value.recent} onChanged={show} opening={opening} />
            </>
          )}
        </div>
        <Steps />
      </div>
    </Screen>
  );
}
