import { FileInput, PackageOpen } from "lucide-react";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import type { CloneRow } from "@/bindings";
import { Button } from "@/components/button/Button";
import { NOTHING_SELECTED } from "@/components/rows/selection";
import { Screen } from "@/components/screen/Screen";
import { Badge } from "@/components/status/Badge";
import { EmptyState } from "@/components/status/EmptyState";
import { ErrorState } from "@/components/status/ErrorState";
import { Loading } from "@/components/status/Loading";
import { useFormats } from "@/i18n";
import { type Action, useActions } from "@/stores/actions";
import { useShownCliLine } from "@/stores/cli-line";
import { useAnswer } from "@/stores/loaded";
import { navigate, refineRoute, useRoute } from "@/stores/route";
import { CloneDetail } from "./CloneDetail";
import { ClonesTable } from "./ClonesTable";
import styles from "./clones.module.css";
import { ImportDialog } from "./ImportDialog";
import { TouchedByBar } from "./TouchedByBar";
import { isAsked, requestOf, touchedOf } from "./touched";

export default function ClonesScreen() {
  const { t } = useTranslation("clones");
  const { t: app } = useTranslation("app");
  const at = useRoute((route) => route.at);
  const touched = touchedOf(at);
  const { loaded, reload } = useAnswer("clones", requestOf(touched));
  const [isImporting, setImporting] = useState(false);
  const list = loaded.state === "there" ? loaded.value : null;
  useShownCliLine(list?.cli ?? null);

  const actions = useMemo<Action[]>(
    () => [
      {
        id: "clones.import",
        title: t("import.open"),
        section: app("screens.clones"),
        run: () => setImporting(true),
      },
    ],
    [t, app],
  );
  useActions(actions);

  const chosen = list?.clones.find(({ clone }) => clone === at.clone) ?? null;
  const isEmpty = list !== null && list.clones.length === 0 && !isAsked(touched);
  return (
    <Screen
      title={t("title")}
      about={list && <Standing clones={list.clones} />}
      actions={
        <Button icon={FileInput} onPress={() => setImporting(true)}>
          {t("import.open")}
        </Button>
      }
    >
      {loaded.state === "loading" && <Loading />}
      {loaded.state === "failed" && (
        <ErrorState title={t("failed.read")} problems={loaded.problems} onRetry={reload} />
      )}
      {isEmpty && (
        <EmptyState
          icon={PackageOpen}
          title={t("none.title")}
          actions={
            <Button variant="primary" onPress={() => navigate("run")}>
              {t("none.goToRun")}
            </Button>
          }
        >
          {t("none.detail")}
        </EmptyState>
      )}
      {list && !isEmpty && (
        <div className={styles.split}>
          <div className={styles.list}>
            <TouchedByBar touched={touched} found={list.clones.length} />
            <ClonesTable
              clones={list.clones}
              all={isAsked(touched)}
              selection={
                chosen
                  ? {
                      active: chosen.clone,
                      anchor: chosen.clone,
                      selected: new Set([chosen.clone]),
                    }
                  : NOTHING_SELECTED
              }
              onChoose={(clone) => refineRoute(clone === null ? without(at) : { ...at, clone })}
            />
          </div>
          <aside className={styles.detail} aria-label={t("detail.title")}>
            {chosen ? (
              <CloneDetail key={chosen.clone} clone={chosen} onChanged={reload} />
            ) : (
              <p className={styles.muted}>{t("detail.choose")}</p>
            )}
          </aside>
        </div>
      )}
      <ImportDialog
        isOpen={isImporting}
        onClose={() => setImporting(false)}
        onImported={() => {
          setImporting(false);
          reload();
        }}
      />
    </Screen>
  );
}

function without({ clone: _, ...rest }: Readonly<Record<string, string>>): Record<string, string> {
  return rest;
}

/** How many should be gone, and how many soon. */
function Standing({ clones }: { clones: readonly CloneRow[] }) {
  const { t } = useTranslation("clones");
  const { count } = useFormats();
  const of = (status: string) => clones.filter((clone) => clone.status === status).length;
  const [overdue, expiring] = [of("overdue"), of("expiring")];
  return (
    <>
      {overdue > 0 && (
        <Badge tone="bad">{t("overdue", { count: overdue, formatted: count(overdue) })}</Badge>
      )}
      {expiring > 0 && (
        <Badge tone="warn">{t("expiring", { count: expiring, formatted: count(expiring) })}</Badge>
      )}
    </>
  );
}
