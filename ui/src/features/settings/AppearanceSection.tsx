import { Minus, Plus } from "lucide-react";
import { useTranslation } from "react-i18next";
import { IconButton } from "@/components/button/Button";
import { Segments, Switch } from "@/components/choice/Toggles";
import { Section } from "@/components/screen/Screen";
import { useFormats } from "@/i18n";
import { usePreferences, zoomStep } from "@/stores/preferences";
import styles from "./settings.module.css";

const THEMES = ["system", "light", "dark"] as const;
const DENSITIES = ["comfortable", "compact"] as const;
const MOTIONS = ["system", "reduced"] as const;

export function AppearanceSection() {
  const { t } = useTranslation("settings");
  const formats = useFormats();
  const { theme, density, motion, zoom, singleKeys, set } = usePreferences();
  return (
    <Section title={t("appearance.title")}>
      <Segments
        label={t("appearance.theme")}
        choices={THEMES.map((id) => ({ id, label: t(`appearance.themes.${id}`) }))}
        value={theme}
        onChange={(chosen) => set({ theme: chosen })}
      />
      <Segments
        label={t("appearance.density")}
        choices={DENSITIES.map((id) => ({ id, label: t(`appearance.densities.${id}`) }))}
        value={density}
        onChange={(chosen) => set({ density: chosen })}
      />
      <Segments
        label={t("appearance.motion")}
        choices={MOTIONS.map((id) => ({ id, label: t(`appearance.motions.${id}`) }))}
        value={motion}
        onChange={(chosen) => set({ motion: chosen })}
      />
      <fieldset className={styles.zoom}>
        <legend>{t("appearance.zoom")}</legend>
        <IconButton
          icon={Minus}
          label={t("appearance.zoomOut")}
          isDisabled={zoomStep(zoom, -1) === zoom}
          onPress={() => set({ zoom: zoomStep(zoom, -1) })}
        />
        <output className={styles.zoomValue}>{formats.share(zoom)}</output>
        <IconButton
          icon={Plus}
          label={t("appearance.zoomIn")}
          isDisabled={zoomStep(zoom, 1) === zoom}
          onPress={() => set({ zoom: zoomStep(zoom, 1) })}
        />
      </fieldset>
      <Switch
        label={t("appearance.singleKeys")}
        detail={t("appearance.singleKeysDetail")}
        isSelected={singleKeys}
        onChange={(on) => set({ singleKeys: on })}
      />
    </Section>
  );
}
