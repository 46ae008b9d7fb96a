import type {
  JobProgress,
  PickedFile,
  ReviewState,
  RunField,
  RunPlan,
  RunProblem,
  RunRequest,
  RunResult,
  RunRow,
} from "@/bindings";
import { problem } from "../problem";
import type { Handlers, Mock } from "./mock";
import { DUMP_FILE } from "./shop";

/** Runs of the small shop, as the session would tell of them. */

export const OUTPUT_FILE: PickedFile = {
  file: "file-5",
  name: "shop.masked.sql",
  folder: "/home/ada/clones",
  kind: "dump",
  bytes: null,
};

export const SIGNING_KEY: PickedFile = {
  file: "file-6",
  name: "pipeline",
  folder: "/home/ada/.ssh",
  kind: "other",
  bytes: 399,
};

export const ATTESTATION_FILE: PickedFile = {
  file: "file-7",
  name: "shop.masked.sql.attestation.json",
  folder: "/home/ada/clones",
  kind: "other",
  bytes: 12_480,
};

export const RUN_ROW: RunRow = {
  run: "job-9",
  dumpName: DUMP_FILE.name,
  profileName: "shop",
  environment: "staging",
  outputName: OUTPUT_FILE.name,
  ended: "2026-11-29T21:40:12Z",
  seconds: 3.4,
  rows: 2_868,
  failure: null,
};

export const RESULT: RunResult = {
  run: RUN_ROW.run,
  dumpName: DUMP_FILE.name,
  outputName: OUTPUT_FILE.name,
  outputFolder: OUTPUT_FILE.folder,
  outputThere: true,
  ended: RUN_ROW.ended,
  cli: "bauta mask /home/ada/dumps/shop.postgres.sql -p shop.yaml -o shop.masked.sql --verify",
  engine: "bauta 0.1.0",
  profileName: "shop",
  profileDigest: `sha256:${"4d".repeat(32)}`,
  environment: "staging",
  keyId: "3f0c9a71",
  dialect: "postgres",
  inputBytes: 464_469,
  inputSha256: "7a".repeat(32),
  outputBytes: 471_002,
  outputSha256: "c2".repeat(32),
  dumpBytes: 464_469,
  seconds: 3.4,
  threads: 2,
  tables: [
    {
      name: "public.customers",
      rowsIn: 120,
      rowsOut: 120,
      columns: [
        { name: "id", action: "integer-key", changed: 120, nulls: 0 },
        { name: "email", action: "email", changed: 120, nulls: 0 },
        { name: "created_at", action: "keep", changed: 0, nulls: 0 },
      ],
    },
    {
      name: "public.app_config",
      rowsIn: 24,
      rowsOut: 20,
      columns: [
        { name: "key", action: "keep", changed: 0, nulls: 0 },
        { name: "value", action: "redact-text", changed: 7, nulls: 1 },
      ],
    },
  ],
  findings: [
    { kind: "stripe-secret", table: "public.app_config", column: "value", count: 2 },
    { kind: "email", table: null, column: null, count: 1 },
  ],
  identities: [
    {
      kind: "role-password",
      name: "app_rw",
      place: "line 41",
      count: 1,
      treatment: "rehash",
      details: [{ name: "scheme", value: "SCRAM-SHA-256" }],
    },
    {
      kind: "owner",
      name: "shop",
      place: "line 12",
      count: 9,
      treatment: "inventory",
      details: [],
    },
  ],
  verification: {
    passed: true,
    checks: [
      { name: "no-secrets", passed: true, judged: 23_505, unjudged: 12, found: 0 },
      { name: "originals-gone", passed: true, judged: 9_204, unjudged: 311, found: 0 },
      { name: "rows", passed: true, judged: 17, unjudged: 0, found: 0 },
    ],
    notChecked: ["keys: the original names none"],
    cells: 23_505,
  },
  approval: null,
  policies: [],
  exceptions: [
    {
      place: "public.orders.comment",
      kinds: ["person-name"],
      reason: "parser tests need real text",
      owner: "qa-lead@example.org",
      expires: "2027-01-31",
      hits: 40,
    },
  ],
  evidence: {
    run: "5e".repeat(16),
    attestationName: ATTESTATION_FILE.name,
    attestationDigest: `sha256:${"b1".repeat(32)}`,
    clone: "0a".repeat(16),
  },
  notices: ["17 unopened: values with containers nested too deeply"],
};

/** A report with 100,000 findings, in as many columns. */
export function bigResult(): RunResult {
  const findings = Array.from({ length: 100_000 }, (_, at) => ({
    kind: ["email", "person-name", "phone-number", "iban"][at % 4] ?? "email",
    table: `public.table_${String(Math.floor(at / 20)).padStart(4, "0")}`,
    column: `column_${at % 20}`,
    count: (at % 97) + 1,
  }));
  const tables = Array.from({ length: 5_000 }, (_, table) => ({
    name: `public.table_${String(table).padStart(4, "0")}`,
    rowsIn: table * 37,
    rowsOut: table * 37,
    columns: Array.from({ length: 20 }, (_, at) => ({
      name: `column_${at}`,
      action: at % 3 === 0 ? "keep" : "redact",
      changed: at % 3 === 0 ? 0 : table * 37,
      nulls: 0,
    })),
  }));
  return { ...RESULT, findings, tables };
}

export const UNAPPROVED: ReviewState = {
  environment: "staging",
  profileDigest: `sha256:${"4d".repeat(32)}`,
  schemaFingerprint: `sha256:${"9e".repeat(32)}`,
  saved: true,
  terms: { required: false, needed: 1, longestDays: null, separateAuthor: false },
  signersNamed: false,
  today: "2026-11-30",
  openReviews: [],
  last: null,
  approvals: [],
  signedByAuthor: false,
  granted: null,
  refusal: problem(
    "BAUTA-A001",
    "there is no approval for environment `staging`",
    "`bauta approve` makes one; it stands beside the profile",
  ),
  cli: null,
};

const at = (field: RunField, message: string, hint: string): RunProblem => ({
  field,
  problem: problem("BAUTA-U001", message, hint),
});

export function plan(request: RunRequest, more: Partial<RunPlan> = {}): RunPlan {
  const problems: RunProblem[] = [];
  if (request.output === null) {
    problems.push(at("output", "no file is named for the output", "choose one"));
  }
  if (request.attest && request.attest.signingKey === null) {
    const hint = "choose a signing key (Ed25519), or switch the attestation off";
    problems.push(at("attestation", "no key signs the attestation", hint));
  }
  return {
    cli: "bauta mask /home/ada/dumps/shop.postgres.sql -p shop.yaml -o shop.masked.sql --verify",
    environment: request.environment ?? "staging",
    environments: ["staging", "qa"],
    key: null,
    credentials: [],
    suggestedOutput: OUTPUT_FILE.name,
    attestation: request.output && request.attest ? ATTESTATION_FILE.name : null,
    replaced: [],
    required: [],
    reportsOnly: false,
    latestExpiry: null,
    problems,
    ...more,
  };
}

/** All that a run asks of the session, where it ends at once and well. */
export function runs(): Handlers {
  const ended: RunRow[] = [];
  return {
    jobs: () => [],
    plan_run: (request) => plan(request),
    review_state: () => UNAPPROVED,
    runs: () => ended,
    run_result: () => RESULT,
    export_result: () => null,
    open_output_folder: () => null,
    start_run: (_, mock) => {
      const job = RUN_ROW.run;
      ended.unshift(RUN_ROW);
      setTimeout(() => endRun(mock, job), 0);
      return { job };
    },
  };
}

export function endRun(mock: Mock, job: string): void {
  const result = { kind: "ran", run: job } as const;
  mock.emit({ type: "done", job, work: "run", seconds: 3.4, result });
}

export const MASKING: JobProgress = {
  job: RUN_ROW.run,
  work: "run",
  phase: "masking",
  readBytes: 4_200_000_000,
  totalBytes: 10_000_000_000,
  rows: 18_300_000,
  table: "public.order_items",
  found: [
    { kind: "email", count: 1_204 },
    { kind: "stripe-secret", count: 2 },
  ],
  seconds: 44,
  bytesPerSecond: 95_000_000,
  secondsLeft: 61,
};
