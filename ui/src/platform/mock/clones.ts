import type { CloneRow, ClonesRequest } from "@/bindings";
import { failure, type Handlers } from "./mock";

/** A register of clones, as the session would tell of it. */

const clone = (id: string, more: Partial<CloneRow>): CloneRow => ({
  clone: id.repeat(16),
  status: "active",
  environment: "staging",
  owner: "qa@example.com",
  purpose: "regression tests",
  created: "2026-11-02T09:00:00Z",
  expires: "2099-12-31T23:59:59Z",
  place: "/home/ada/clones/shop.masked.sql",
  there: true,
  imported: false,
  profile: `sha256:${"4d".repeat(32)}`,
  source: `sha256:${"7a".repeat(32)}`,
  output: `sha256:${"c2".repeat(32)}`,
  keyId: "3f0c9a71",
  attestation: `sha256:${"b1".repeat(32)}`,
  confirmed: [],
  secrets: [{ name: "stripe-secret", value: "9f2c41d0a7" }],
  staged: [],
  parent: null,
  retired: null,
  ...more,
});

export const CLONES: readonly CloneRow[] = [
  clone("0a", {
    status: "overdue",
    purpose: "load tests",
    owner: "perf@example.com",
    expires: "2026-11-20T23:59:59Z",
    confirmed: [{ name: "postgres://ada@db.test/load", value: "2026-11-03T10:00:00Z" }],
    staged: [{ name: "stripe-secret", value: "payments@example.com" }],
  }),
  clone("1b", {
    status: "expiring",
    expires: "2026-12-03T23:59:59Z",
    environment: "qa",
    keyId: "81d2c07e",
  }),
  clone("2c", { imported: true, there: null, place: "clone.sql", purpose: "training" }),
  clone("3d", {
    status: "retired",
    there: false,
    retired: {
      at: "2026-11-25T12:00:00Z",
      by: "ada",
      method: "server+file",
      evidence: `sha256:${"ee".repeat(32)}`,
    },
  }),
];

/** Commands of the register; what is extended or retired stays so. */
export function clones(): Handlers {
  let known = CLONES;
  const list = (asked: Partial<ClonesRequest> = {}) => ({
    clones: known.filter(
      (row) =>
        (!asked.keyId || row.keyId === asked.keyId) &&
        (!asked.source || row.source === asked.source) &&
        (!asked.profile || row.profile === asked.profile) &&
        (!asked.secret || row.secrets.some(({ value }) => value === asked.secret)),
    ),
    cli: "bauta clone list --all",
  });
  const change = (id: string, more: Partial<CloneRow>) => {
    known = known.map((row) => (row.clone === id ? { ...row, ...more } : row));
    return list();
  };
  return {
    clones: (asked) => list(asked),
    extend_clone: ({ clone: id, expires }) =>
      change(id, { status: "active", expires: `${expires}T23:59:59Z` }),
    confirm_clone: ({ clone: id, server }) =>
      change(id, { confirmed: [{ name: server.address, value: "2026-11-29T22:00:00Z" }] }),
    retire_clone: ({ clone: id }) => {
      if (known.find((row) => row.clone === id)?.there) {
        throw failure(
          "findings",
          "BAUTA-E006",
          "the masked dump is still there",
          "/home/ada/clones/shop.masked.sql",
          "drop or delete it first; backups of it count as well",
        );
      }
      return change(id, { status: "retired" });
    },
    import_clone: () => list(),
  };
}
