import type { app as en } from "../en/app";
import type { Messages } from "../messages";

export const app: Messages<typeof en> = {
  name: "bauta",
  navigation: "Ansichten",
  main: "Inhalt",
  skipToContent: "Zum Inhalt springen",
  loading: "Wird geladen …",
  screens: {
    start: "Start",
    dump: "Dump",
    profile: "Profil",
    review: "Prüfung",
    run: "Lauf",
    result: "Ergebnis",
    clones: "Klone",
    settings: "Einstellungen",
  },
  sections: {
    go: "Gehe zu",
    view: "Darstellung",
    help: "Hilfe",
    dump: "Dump",
    profile: "Profil",
    file: "Datei",
  },
  actions: {
    palette: "Alle Befehle zeigen",
    shortcuts: "Tastenkürzel zeigen",
    zoomIn: "Vergrößern",
    zoomOut: "Verkleinern",
    zoomReset: "Originalgröße",
    theme: "Zwischen hell und dunkel wechseln",
    density: "Zwischen bequemen und kompakten Zeilen wechseln",
    goTo: "Gehe zu {{screen}}",
  },
  palette: {
    title: "Befehle",
    placeholder: "Befehl eingeben",
    label: "Befehle durchsuchen",
    none: "Kein Befehl passt zu „{{query}}“.",
    open: "Befehle",
  },
  shortcuts: {
    title: "Tastenkürzel",
    general: "In Bäumen und Tabellen",
    move: "Bewegen",
    expand: "Zweig öffnen oder schließen",
    select: "Auswählen",
    selectMore: "Bereich auswählen",
    selectAll: "Alles auswählen",
    activate: "Ausgewähltes öffnen",
    firstLast: "Zum Anfang oder Ende",
    typeAhead: "Den Anfang eines Namens tippen, um hinzuspringen",
    off: "Einzeltasten-Kürzel sind aus. In den Einstellungen lassen sie sich einschalten.",
    close: "Schließen",
  },
  cli: {
    title: "Entspricht",
    label: "Die gleichwertige Befehlszeile",
    none: "Hierzu gibt es keine gleichwertige Befehlszeile.",
  },
  project: {
    dump: "Dump",
    profile: "Profil",
    noDump: "Kein Dump geöffnet",
    noProfile: "Kein Profil geöffnet",
    unsaved: "Nicht gespeichert",
  },
  askpass: {
    title: "Eine Passphrase wird gebraucht",
    passphrase: "Passphrase",
    note: "Sie geht nur an den Signierschlüssel und wird nicht behalten.",
    use: "Verwenden",
    cancel: "Abbrechen",
  },
  session: {
    autosaveFailed:
      "Der Entwurf ließ sich nicht sichern. Ihre Änderungen stehen nur noch im Speicher.",
    notOpened: "{{name}} ließ sich nicht öffnen",
    settingsFailed: "Die Einstellungen ließen sich nicht sichern",
  },
  problems: {
    unexpected: "Es ist etwas schiefgegangen, das nicht schiefgehen dürfte.",
    unexpectedHint:
      "Das Fenster bleibt benutzbar. Kopieren Sie die Einzelheiten und melden Sie sie, wenn es wieder geschieht.",
    screen: "Diese Ansicht ließ sich nicht zeigen.",
    screenHint:
      "Ihre Änderungen sind erhalten. Versuchen Sie es noch einmal oder wechseln Sie die Ansicht.",
  },
};
