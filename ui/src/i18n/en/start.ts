export const start = {
  title: "Start",
  version: "Version {{version}}",
  open: {
    title: "Open a dump",
    detail: "Drop a dump or a profile anywhere on this window, or choose one.",
    dump: "Open a dump…",
    profile: "Open a profile…",
    sample: "Try the sample shop",
    formats:
      "PostgreSQL, MySQL, MariaDB and SQLite; plain or compressed with gzip, zstd, xz, bzip2 or LZ4.",
    failed: "It could not be opened",
    sampleFailed: "The sample shop could not be opened",
  },
  drafts: {
    title: "Edits to recover",
    detail: "These were not saved when the window was last closed.",
    recover: "Recover",
    of: "Draft of {{name}}",
    unsaved: "Draft of a profile that was never saved",
  },
  recent: {
    title: "Recent",
    none: "What you open appears here. Only its place is remembered, never its content.",
    missing: "Missing",
    missingDetail: "{{name}} is not where it was.",
    locate: "Choose it again…",
    forget: "Take {{name}} off this list",
    forgetFailed: "It could not be taken off the list",
    failed: "The recent files could not be read",
    dump: "Dump",
    profile: "Profile",
    other: "File",
  },
  steps: {
    title: "From a dump to a safe clone",
    inspect: {
      title: "Look",
      detail:
        "The dump is read once. You see its tables, what each column holds and why, and every secret and account in it. Nothing is written.",
    },
    decide: {
      title: "Decide",
      detail:
        "A profile is proposed with a rule for each column. You change what you like and see before and after on real rows at once.",
    },
    review: {
      title: "Review",
      detail:
        "Somebody else sees what changed since the last approval, without any real value, and signs it or sends it back.",
    },
    run: {
      title: "Run",
      detail:
        "A masked copy is written beside the dump, which is never changed. It is proved afterwards that nothing real is left.",
    },
  },
};
