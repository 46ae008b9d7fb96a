import type {
  JobProgress,
  PickedFile,
  ReviewState,
  RunField,
  RunPlan,
  RunProblem,
  RunRequest,
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

const RUN_ROW: RunRow = {
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
