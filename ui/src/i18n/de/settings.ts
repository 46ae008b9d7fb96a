import type { settings as en } from "../en/settings";
import type { Messages } from "../messages";

export const settings: Messages<typeof en> = {
  title: "Einstellungen",
  appearance: {
    title: "Darstellung",
    theme: "Farbschema",
    themes: { system: "Wie das System", light: "Hell", dark: "Dunkel" },
    density: "Zeilen",
    densities: { comfortable: "Bequem", compact: "Kompakt" },
    motion: "Bewegung",
    motions: { system: "Wie das System", reduced: "Reduziert" },
    zoom: "Größe",
    zoomIn: "Vergrößern",
    zoomOut: "Verkleinern",
    singleKeys: "Einzeltasten-Kürzel",
    singleKeysDetail:
      "Tasten wie ? und / wirken ohne Strg. Schalten Sie sie aus, wenn Sie mit Ihrem Rechner sprechen.",
  },
  language: {
    title: "Sprache",
    label: "Sprache des Fensters",
    system: "Wie das System",
    names: { en: "English", de: "Deutsch" },
    sample: "Zahlen und Daten sehen so aus: {{count}}, {{bytes}}, {{date}}.",
  },
};
