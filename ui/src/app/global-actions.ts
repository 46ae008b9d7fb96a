import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { type Action, useActions } from "@/stores/actions";
import { usePreferences, zoomStep } from "@/stores/preferences";
import { navigate } from "@/stores/route";
import { SCREENS } from "./screens";
import { useShell } from "./shell-state";

/** What can be done wherever one is. */
export function useGlobalActions(): void {
  const { t } = useTranslation();
  const actions = useMemo<Action[]>(() => {
    const { getState } = usePreferences;
    const go = t("sections.go");
    const view = t("sections.view");
    const help = t("sections.help");
    const zoom = (direction: 1 | -1) => () =>
      getState().set({ zoom: zoomStep(getState().zoom, direction) });
    return [
      ...SCREENS.map(
        ({ id }, index): Action => ({
          id: `go.${id}`,
          title: t("actions.goTo", { screen: t(`screens.${id}`) }),
          section: go,
          shortcut: `Mod+${index + 1}`,
          run: () => navigate(id),
        }),
      ),
      {
        id: "view.zoom-in",
        title: t("actions.zoomIn"),
        section: view,
        shortcut: "Mod++",
        run: zoom(1),
      },
      {
        id: "view.zoom-out",
        title: t("actions.zoomOut"),
        section: view,
        shortcut: "Mod+-",
        run: zoom(-1),
      },
      {
        id: "view.zoom-reset",
        title: t("actions.zoomReset"),
        section: view,
        shortcut: "Mod+0",
        run: () => getState().set({ zoom: 1 }),
      },
      {
        id: "view.theme",
        title: t("actions.theme"),
        section: view,
        run: () => {
          const isDark = document.documentElement.dataset.theme === "dark";
          getState().set({ theme: isDark ? "light" : "dark" });
        },
      },
      {
        id: "view.density",
        title: t("actions.density"),
        section: view,
        run: () => {
          const isCompact = getState().density === "compact";
          getState().set({ density: isCompact ? "comfortable" : "compact" });
        },
      },
      {
        id: "help.palette",
        title: t("actions.palette"),
        section: help,
        shortcut: "Mod+K",
        run: () => useShell.setState({ palette: true, shortcuts: false }),
      },
      {
        id: "help.shortcuts",
        title: t("actions.shortcuts"),
        section: help,
        shortcut: "?",
        run: () => useShell.setState({ shortcuts: true, palette: false }),
      },
    ];
  }, [t]);
  useActions(actions);
}
