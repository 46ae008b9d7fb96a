import type {
  ColumnSummary,
  DumpOverview,
  FilePurpose,
  JobProgress,
  PickedFile,
  SessionEvent,
} from "@/bindings";
import { clones } from "./clones";
import { createMock, failure, type Handlers, type Mock } from "./mock";
import {
  ATTESTATION_FILE,
  bigResult,
  MASKING,
  OUTPUT_FILE,
  RUN_ROW,
  runs,
  SIGNING_KEY,
} from "./runs";
import {
  columnDetail,
  DUMP_FILE,
  INVENTORY,
  OVERVIEW,
  PROFILE,
  PROFILE_FILE,
  SETTINGS,
  START,
  samples,
  UNREAD,
} from "./shop";

export const SCENARIOS = ["full", "empty", "failing", "slow", "big"] as const;
export type Scenario = (typeof SCENARIOS)[number];

export function scenario(name: Scenario): Mock {
  const mock = createMock(shop(OVERVIEW));
  switch (name) {
    case "full":
      break;
    case "empty":
      mock.answer(empty());
      break;
    case "failing":
      mock.answer(failing());
      break;
    case "slow":
      mock.answer(slow());
      break;
    case "big":
      mock.answer({ ...shop(big()), runs: () => [RUN_ROW], run_result: bigResult });
      break;
  }
  return mock;
}

const CHOSEN: { [P in FilePurpose]?: PickedFile } = {
  openProfile: PROFILE_FILE,
  saveOutput: OUTPUT_FILE,
  openSigningKey: SIGNING_KEY,
  openAttestation: ATTESTATION_FILE,
};

/** Everything works, at once. */
function shop(inspected: DumpOverview): Handlers {
  let overview = UNREAD;
  let start = START;
  let settings = SETTINGS;
  const revealed = new Set<string>();
  const keys = [
    {
      environment: "staging",
      keyId: "3f0c9a71",
      fileName: "staging.key",
      wrapped: false,
      problem: null,
    },
  ];
  return {
    start: () => start,
    choose_file: ({ purpose }) => CHOSEN[purpose] ?? DUMP_FILE,
    forget_recent: ({ file }) => {
      start = { ...start, recent: start.recent.filter((recent) => recent.file.file !== file) };
      return start;
    },
    open_sample_shop: () => ({ dump: DUMP_FILE, profile: PROFILE_FILE }),
    open_dump: () => ({ dump: "dump-1" }),
    close_dump: () => null,
    dump_overview: () => overview,
    inspect_dump: (_, mock) => {
      end(mock, () => {
        overview = inspected;
        return {
          type: "done",
          job: "job-1",
          work: "inspect",
          seconds: 1,
          result: { kind: "inspected", dump: "dump-1" },
        };
      });
      return { job: "job-1" };
    },
    dump_column: ({ table, column }) => {
      const detail = columnDetail(inspected, table, column);
      if (!detail) throw failure("usage", "BAUTA-U001", "the dump has no such column");
      return detail;
    },
    dump_inventory: () => INVENTORY,
    dump_samples: ({ table }) => samples(inspected, table, revealed),
    reveal_samples: ({ table, column, row }) => {
      revealed.add(row === null ? column : `${column}\0${row}`);
      return samples(inspected, table, revealed);
    },
    cover_dump: () => {
      revealed.clear();
      return null;
    },
    cancel_job: () => null,
    open_profile: () => ({ state: PROFILE, recovered: false }),
    close_profile: () => null,
    profile_state: () => PROFILE,
    editor_tables: () => ({
      revision: 1,
      meter: { columns: 14, decided: 13, review: 1, atRisk: 0, undecided: 0 },
      problems: [],
      tables: inspected.tables.map((table) => ({
        table: table.name,
        columns: table.columns.map((column, at) => ({
          status: at % 5 === 4 ? "review" : column.class ? "masked" : "kept",
          action: column.class?.kind ?? "keep",
          own: at === 1 ? true : undefined,
        })),
      })),
    }),
    draft_profile: (_, mock) => {
      end(mock, () => ({
        type: "done",
        job: "job-2",
        work: "draft",
        seconds: 1,
        result: { kind: "drafted", profile: "profile-1", decided: 13, reviews: 1 },
      }));
      return { job: "job-2" };
    },
    settings: () => settings,
    save_settings: (changed) => {
      settings = { ...settings, settings: changed };
      return settings;
    },
    list_keys: () => [...keys],
    new_key: ({ environment }) => {
      if (keys.some((key) => key.environment === environment)) {
        throw failure(
          "usage",
          "BAUTA-U001",
          "the environment has a key, and keys are never overwritten",
        );
      }
      keys.push({
        environment,
        keyId: "81d2c07e",
        fileName: `${environment}.key`,
        wrapped: false,
        problem: null,
      });
      return [...keys];
    },
    ...runs(),
    show_folder: () => null,
    ...clones(),
    diagnostics: () => ({ text: "bauta 0.1.0\nsystem: linux x86_64\nthreads: 2" }),
  };
}

/** A first start: nothing was ever opened, no key made, and the dump holds nothing. */
function empty(): Handlers {
  const bare = { ...OVERVIEW, tables: [], secrets: 0, identities: 0, notices: [] };
  return {
    ...shop(bare),
    start: () => ({ ...START, recent: [], drafts: [] }),
    dump_inventory: () => ({ secrets: [], identities: [] }),
    list_keys: () => [],
    runs: () => [],
    clones: () => ({ clones: [], cli: "bauta clone list --all" }),
  };
}

/** What can fail, fails. */
function failing(): Handlers {
  const gone = () => {
    throw failure(
      "failed",
      "BAUTA-I001",
      "cannot read the list: permission denied",
      null,
      "ask whoever looks after this machine",
    );
  };
  return {
    start: gone,
    settings: gone,
    dump_inventory: gone,
    plan_run: gone,
    runs: gone,
    clones: gone,
    inspect_dump: (_, mock) => {
      end(mock, () => ({
        type: "failed",
        job: "job-1",
        work: "inspect",
        error: failure(
          "damaged",
          "BAUTA-D004",
          "The input is no dump that bauta reads.",
          "holiday.jpg, byte 0",
          "Name a plain dump of PostgreSQL, MySQL, MariaDB or SQLite; a custom-format archive becomes one by pg_restore -f.",
        ),
      }));
      return { job: "job-1" };
    },
  };
}

/** Inspecting and masking take their time and can be cancelled. */
function slow(): Handlers {
  let timer: ReturnType<typeof setInterval> | undefined;
  return {
    inspect_dump: (_, mock) => {
      let tenths = 0;
      timer = setInterval(() => {
        tenths += 1;
        mock.emit({ type: "progress", ...progressAfter(tenths) });
      }, 100);
      return { job: "job-1" };
    },
    start_run: (_, mock) => {
      timer = setInterval(() => mock.emit({ type: "progress", ...MASKING }), 100);
      return { job: MASKING.job };
    },
    cancel_job: ({ job }, mock) => {
      clearInterval(timer);
      const error = failure("cancelled", "BAUTA-I001", "It was cancelled; nothing is left behind.");
      const work = job === MASKING.job ? "run" : "inspect";
      mock.emit({ type: "failed", job, work, error });
      return null;
    },
  };
}

function progressAfter(tenths: number): JobProgress {
  const total = 10_000_000_000;
  const read = Math.min(total, tenths * 9_500_000);
  return {
    job: "job-1",
    work: "inspect",
    phase: "reading",
    readBytes: read,
    totalBytes: total,
    rows: tenths * 41_000,
    table: "public.order_items",
    found: [],
    seconds: tenths / 10,
    bytesPerSecond: 95_000_000,
    secondsLeft: (total - read) / 95_000_000,
  };
}

/** 5,000 tables with 100,000 columns. */
function big(): DumpOverview {
  const kinds = ["email", "person-name", "phone-number", "iban", "postal-address"];
  const columns = (table: number): ColumnSummary[] =>
    Array.from({ length: 20 }, (_, at) => ({
      name: at === 0 ? "id" : `column_${at}`,
      type: at === 0 ? "bigint" : "character varying(255)",
      primary: at === 0 ? true : undefined,
      class:
        at % 7 === 3
          ? {
              kind: kinds[(table + at) % kinds.length] ?? "email",
              category: "pii",
              sensitivity: "high",
              confidence: 0.9,
            }
          : undefined,
    }));
  const tables = Array.from({ length: 5_000 }, (_, table) => ({
    name: `public.table_${String(table).padStart(4, "0")}`,
    rows: table * 37,
    columns: columns(table),
  }));
  return { ...OVERVIEW, name: "warehouse.sql", tables };
}

/** Tells the end of a job once whoever began it knows its handle. */
function end(mock: Mock, event: () => SessionEvent): void {
  setTimeout(() => mock.emit(event()), 0);
}
