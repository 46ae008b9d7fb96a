import type {
  ApprovalRow,
  CommandName,
  Doubt,
  DumpOverview,
  LastReview,
  ProfileState,
  Remarks,
  ReviewFile,
  ReviewState,
  RuleForm,
} from "@/bindings";
import type { Input } from "@/platform";
import { createMock, failure } from "@/platform/mock/mock";

/** A review small enough to see through, for tests of its pages. */
export function fakeReview() {
  let settled: string | null = null;
  let dirty = false;
  let revision = 0;
  let granted: ReviewState["granted"] = null;
  let refuses = false;
  let remarks: Remarks = { sentBack: null, notes: [] };

  const profile = (): ProfileState => ({
    profile: "profile-1",
    name: "shop",
    fileName: "shop.yaml",
    folder: "/profiles",
    revision,
    dirty,
    overtaken: false,
    undo: dirty ? "Doubt about users.note settled" : null,
    redo: null,
    settings: {
      environment: "staging",
      identities: { roles: { app: "app_staging" } },
    },
    exceptions: [EXCEPTION],
    reviews: [],
  });
  const doubts = (): Doubt[] => [
    { table: "users", column: "note", question: "free text?", answer: settled },
  ];
  const state = (): ReviewState => ({
    environment: "staging",
    profileDigest: "sha256:1",
    schemaFingerprint: "sha256:2",
    saved: !dirty,
    terms: { required: true, needed: 2, longestDays: 30, separateAuthor: true },
    signersNamed: true,
    today: "2026-11-30",
    openReviews: settled === null ? ["users.note"] : [],
    last: SINCE,
    approvals: [{ ...APPROVAL, standing: granted ? "holds" : "otherProfile" }],
    signedByAuthor: true,
    granted,
    refusal: null,
    cli: "bauta review /profiles/shop.yaml /dumps/shop.sql -o shop.review.json",
  });

  const mock = createMock({
    catalogue: () => ({
      kinds: [],
      transformers: ["keep", "email"].map((name) => ({
        name,
        summary: `What ${name} does.`,
        notes: "",
        accepts: [],
        params: [],
        examples: [],
        guarantees: {
          deterministic: true,
          injective: false,
          disjoint: false,
          reversible: false,
          keepsLength: false,
          keepsFormat: false,
          neverLonger: false,
          longest: null,
        },
      })),
    }),
    review_state: state,
    doubts,
    remarks: () => remarks,
    editor_tables: () => ({
      revision,
      meter: { columns: 2, decided: 2, review: 0, atRisk: 0, undecided: 0 },
      problems: [],
      tables: [
        {
          table: "public.users",
          columns: [
            { status: "masked", action: "email" },
            { status: "review", action: "keep" },
          ],
        },
      ],
    }),
    editor_table: ({ table }) => ({
      revision,
      table,
      rows: null,
      problems: [],
      columns: ["email", "note"].map((name) => ({
        name,
        status: "masked",
        action: name,
        rule: { ...RULE, transformer: name === "email" ? "email" : "keep" },
        origin: "own",
        selector: `${table}: ${name}`,
        domain: null,
        partners: [],
        problems: [],
      })),
    }),
    preview_table: ({ table }) => ({
      revision,
      table,
      milliseconds: 1,
      problems: [],
      columns: ["email", "note"].map((name) => ({
        name,
        action: "email",
        nullsBefore: 0,
        nullsAfter: 0,
        distinctBefore: 1,
        distinctAfter: 1,
        longestAfter: 2,
        nullsInDump: 0,
        longestInDump: 2,
        unique: false,
        nullable: true,
        problems: [],
      })),
      rows: [{ ordinal: 0, before: [COVERED, COVERED], after: [OPEN, OPEN], refused: false }],
    }),
    reveal_samples: ({ table }) => ({ table, rows: 0, columns: [] }),
    dump_inventory: () => ({
      secrets: [],
      identities: [
        {
          kind: "role-password",
          name: "app",
          place: "line 4",
          count: 1,
          sensitivity: "high",
          fingerprint: null,
          details: [],
          also: [],
          treatment: "rehash",
          rotate: true,
        },
      ],
    }),
    edit_profile: ({ edits }) => {
      const edit = edits[0];
      if (edit?.kind !== "settle") throw failure("usage", "BAUTA-U001", "not here");
      settled = edit.reviewed;
      dirty = true;
      revision += 1;
      return profile();
    },
    agent_keys: () => [{ file: "file-agent", comment: "lead@laptop", fingerprint: "SHA256:ab" }],
    choose_file: () => ({
      file: "file-key",
      name: "lead",
      folder: "/home/lead/.ssh",
      kind: "other",
      bytes: 400,
    }),
    approve_line: () => ({ line: "bauta approve /profiles/shop.yaml --env staging" }),
    approve_profile: ({ expires }) => {
      if (refuses) throw failure("unapproved", "BAUTA-G005", "this key has been revoked");
      granted = {
        serial: 2,
        approvers: ["lead@shop"],
        author: null,
        expires: `${expires}T23:59:59Z`,
      };
      return state();
    },
    keep_note: ({ table, column, text }) => {
      const note = { table, column, text, by: "lead", at: "2026-11-30T10:00:00Z" };
      remarks = { ...remarks, notes: text === "" ? [] : [note] };
      return remarks;
    },
    send_back: ({ reason }) => {
      remarks = {
        ...remarks,
        sentBack: {
          environment: "staging",
          reason,
          by: "lead",
          at: "2026-11-30T10:00:00Z",
          changedSince: false,
        },
      };
      return remarks;
    },
  });

  return {
    mock,
    overview: OVERVIEW,
    file: FILE,
    profile,
    settle: () => {
      settled = "it is empty";
    },
    refuse: () => {
      refuses = true;
    },
    calls: <N extends CommandName>(name: N) =>
      mock.calls.filter((each) => each.name === name).map(({ input }) => input as Input<N>),
  };
}

const COVERED = { text: "••", chars: 2, covered: true };
const OPEN = { text: "ab", chars: 2, covered: false };

const RULE: RuleForm = {
  transformer: "email",
  params: {},
  domain: null,
  fold: null,
  persona: null,
  onInvalid: null,
  when: null,
  otherwise: null,
  class: null,
  optional: false,
  reason: null,
  review: null,
  reviewed: null,
};

const EXCEPTION = {
  column: "public.users.note",
  fingerprint: null,
  kinds: ["person-name"],
  reason: "tests need it",
  ticket: null,
  owner: "lead@shop",
  issued: "2026-01-01",
  expires: "2026-11-01",
};

const APPROVAL: ApprovalRow = {
  serial: 1,
  profileDigest: "sha256:0",
  issued: "2026-10-01T09:00:00Z",
  expires: "2026-12-31T23:59:59Z",
  signers: ["lead@shop"],
  standing: "otherProfile",
  counted: 1,
  why: null,
};

const SINCE: LastReview = {
  serial: 1,
  changes: [
    {
      change: "changed",
      table: "users",
      column: "email",
      setting: null,
      aspect: "transformer",
      from: "keep",
      to: "email",
      place: { table: "public.users", column: "email" },
      columns: 1,
      text: "users.email: transformer keep → email",
    },
    {
      change: "added",
      table: "logs",
      column: null,
      setting: null,
      aspect: null,
      from: null,
      to: "1 column",
      place: null,
      columns: 1,
      text: "added table logs: 1 column",
    },
    {
      change: "changed",
      table: null,
      column: null,
      setting: "unlisted",
      aspect: "unlisted",
      from: "refuse",
      to: "null",
      place: null,
      columns: 0,
      text: "unlisted: refuse → null",
    },
  ],
  drift: [
    {
      kind: "retyped",
      table: "public.users",
      column: "note",
      from: "varchar(40)",
      to: "varchar(80)",
      text: "public.users.note: was varchar(40), is varchar(80)",
    },
  ],
};

const EMAIL = { kind: "email", category: "pii", sensitivity: "high", confidence: 1 };

const OVERVIEW: DumpOverview = {
  dump: "dump-1",
  name: "shop.sql",
  folder: "/dumps",
  bytes: 10,
  state: "inspected",
  dialect: "postgres",
  coverage: null,
  tables: [
    {
      name: "public.users",
      rows: 1,
      columns: [
        { name: "email", type: "text", class: EMAIL },
        { name: "note", type: "varchar(80)" },
      ],
    },
  ],
  secrets: 0,
  identities: 1,
  notices: [],
  cli: "",
};

const FILE: ReviewFile = {
  name: "shop.review.json",
  environment: "staging",
  profileName: "shop",
  profileDigest: "sha256:1",
  made: "2026-11-30T09:00:00Z",
  engine: "bauta 0.1.0",
  doubts: [],
  since: { serial: 1, rules: ["users.email: transformer keep → email"], schema: [] },
  tables: [
    {
      name: "public.users",
      rows: 12,
      columns: [
        {
          name: "email",
          type: "text",
          action: "email",
          class: EMAIL,
          rule: RULE,
          shapes: {
            nulls: null,
            lengths: [{ text: "16", count: 12 }],
            patterns: [{ text: "aaaaa@aaaa.aa", count: 12 }],
            others: 0,
          },
          samples: ["jo@mail.invalid", "(kept)"],
        },
      ],
    },
  ],
  secrets: [],
  identities: [],
  exceptions: [],
  settings: {},
  notices: [],
};
