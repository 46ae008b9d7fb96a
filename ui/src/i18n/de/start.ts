import type { start as en } from "../en/start";
import type { Messages } from "../messages";

export const start: Messages<typeof en> = {
  title: "Start",
  version: "Version {{version}}",
  open: {
    title: "Einen Dump öffnen",
    detail: "Ziehen Sie einen Dump oder ein Profil auf dieses Fenster, oder wählen Sie eines aus.",
    dump: "Dump öffnen …",
    profile: "Profil öffnen …",
    sample: "Beispielshop ausprobieren",
    formats:
      "PostgreSQL, MySQL, MariaDB und SQLite; unkomprimiert oder mit gzip, zstd, xz, bzip2 oder LZ4.",
    failed: "Das ließ sich nicht öffnen",
    sampleFailed: "Der Beispielshop ließ sich nicht öffnen",
  },
  drafts: {
    title: "Änderungen zum Wiederherstellen",
    detail: "Sie waren nicht gespeichert, als das Fenster zuletzt geschlossen wurde.",
    recover: "Wiederherstellen",
    of: "Entwurf zu {{name}}",
    unsaved: "Entwurf eines Profils, das nie gespeichert wurde",
  },
  recent: {
    title: "Zuletzt geöffnet",
    none: "Was Sie öffnen, erscheint hier. Gemerkt wird nur der Ort, nie der Inhalt.",
    missing: "Fehlt",
    missingDetail: "{{name}} ist nicht mehr, wo es war.",
    locate: "Neu auswählen …",
    forget: "{{name}} aus dieser Liste nehmen",
    forgetFailed: "Es ließ sich nicht aus der Liste nehmen",
    failed: "Die zuletzt geöffneten Dateien ließen sich nicht lesen",
    dump: "Dump",
    profile: "Profil",
    other: "Datei",
  },
  steps: {
    title: "Vom Dump zum sicheren Klon",
    inspect: {
      title: "Ansehen",
      detail:
        "Der Dump wird einmal gelesen. Sie sehen seine Tabellen, was jede Spalte enthält und warum, und jedes Geheimnis und Konto darin. Geschrieben wird nichts.",
    },
    decide: {
      title: "Entscheiden",
      detail:
        "Ein Profil mit einer Regel für jede Spalte wird vorgeschlagen. Sie ändern, was Sie möchten, und sehen sofort Vorher und Nachher an echten Zeilen.",
    },
    review: {
      title: "Prüfen",
      detail:
        "Jemand anderes sieht, was sich seit der letzten Freigabe geändert hat, ohne einen echten Wert, und unterschreibt oder gibt zurück.",
    },
    run: {
      title: "Ausführen",
      detail:
        "Eine maskierte Kopie entsteht neben dem Dump, der nie verändert wird. Danach wird bewiesen, dass nichts Echtes übrig ist.",
    },
  },
};
