export const settings = {
  title: "Settings",
  appearance: {
    title: "Appearance",
    theme: "Theme",
    themes: { system: "As the system", light: "Light", dark: "Dark" },
    density: "Rows",
    densities: { comfortable: "Comfortable", compact: "Compact" },
    motion: "Motion",
    motions: { system: "As the system", reduced: "Reduced" },
    zoom: "Zoom",
    zoomIn: "Zoom in",
    zoomOut: "Zoom out",
    singleKeys: "Single-key shortcuts",
    singleKeysDetail:
      "Keys such as ? and / act without Ctrl. Switch them off if you speak to your computer.",
  },
  language: {
    title: "Language",
    label: "Language of the window",
    system: "As the system",
    names: { en: "English", de: "Deutsch" },
    sample: "Numbers and dates look like this: {{count}}, {{bytes}}, {{date}}.",
  },
};
