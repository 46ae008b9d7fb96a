import type { components as en } from "../en/components";
import type { Messages } from "../messages";

export const components: Messages<typeof en> = {
  copy: "Kopieren",
  copied: "Kopiert",
  close: "Schließen",
  cancel: "Abbrechen",
  retry: "Noch einmal",
  clear: "Leeren",
  dismiss: "Ausblenden",
  required: "erforderlich",
  notifications: "Mitteilungen",
  details: "Einzelheiten",
  copyDetails: "Einzelheiten kopieren",
  where: "Wo",
  whatToDo: "Was zu tun ist",
  progress: "Fortschritt",
  file: {
    choose: "Wählen …",
    chooseOf: "Wählen: {{name}}",
    clearOf: "Leeren: {{name}}",
  },
  show: "Zeigen",
  table: {
    showTable: "Als Tabelle zeigen",
    hideTable: "Tabelle ausblenden",
    rows_one: "{{formatted}} Zeile",
    rows_other: "{{formatted}} Zeilen",
    selected_one: "{{formatted}} ausgewählt",
    selected_other: "{{formatted}} ausgewählt",
    sortAscending: "aufsteigend sortiert",
    sortDescending: "absteigend sortiert",
    resize: "Breite von {{column}}",
    selectAll: "Alle Zeilen auswählen",
    noMatch: "Nichts passt",
  },
  chart: {
    label: "Name",
    value: "Wert",
    share: "Anteil",
    total: "Summe",
  },
  combo: {
    none: "Nichts passt",
    open: "Auswahl zeigen",
  },
};
