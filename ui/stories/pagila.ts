import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

/** The folder of real dumps that tests may use; without it the stories over them are left out. */
const DUMPS = process.env.BAUTA_DUMPS ?? join(ROOT, "../shared/dumps");

/** Pagila as pg_dump 17 writes it. */
export const PAGILA = join(DUMPS, "pg/pagila/pagila.pg17.copy.sql.zst");
export const hasPagila = existsSync(PAGILA);

export interface Decision {
  table: string;
  column: string;
  transformer: string;
}

/** What the DBA of the story decides otherwise than the draft. */
export const DECISIONS: readonly Decision[] = [
  { table: "address", column: "district", transformer: "redact" },
  { table: "category", column: "name", transformer: "redact" },
  { table: "city", column: "city", transformer: "city" },
  { table: "country", column: "country", transformer: "country" },
  { table: "language", column: "name", transformer: "redact" },
];

/** First it breaks NOT NULL, then it is put right. */
export const PROBLEM = {
  table: "address",
  column: "phone",
  broken: "null",
  code: "BAUTA-P005",
  mended: "redact",
} as const;

/** What the draft was unsure of, and how the lead settles it. */
export const DOUBTS: readonly { place: string; how: string }[] = [
  { place: "public.address.address2", how: "it is one" },
  { place: "public.staff.picture", how: "it is masked" },
];

/**
 * The profile that the command line makes of the same decisions: `bauta draft`, the rules changed
 * in its text and its doubts settled, `bauta profile fmt`.
 */
export function profileByCommandLine(
  folder: string,
  settled = DOUBTS,
  decisions: readonly Decision[] = [...DECISIONS, { ...PROBLEM, transformer: PROBLEM.mended }],
): string {
  const path = join(folder, "pagila.yaml");
  bauta(folder, ["draft", PAGILA, "-o", path]);
  let text = readFileSync(path, "utf8");
  for (const decision of decisions) text = decided(text, decision);
  for (const { place, how } of settled) text = settle(text, place, how);
  writeFileSync(path, text);
  bauta(folder, ["profile", "fmt", path]);
  return readFileSync(path, "utf8");
}

/** The text with another transformer in the rule of one column. */
function decided(text: string, { table, column, transformer }: Decision): string {
  const start = text.indexOf(`\n  public.${table}:\n`);
  const at = text.indexOf(`\n      ${column}:`, start);
  if (start < 0 || at < 0) throw new Error(`There is no rule of ${table}.${column}.`);
  const rest = text.slice(at);
  const short = rest.replace(/^(\n {6}\S+: )[\w-]+\n/, `$1${transformer}\n`);
  const changed =
    short === rest ? rest.replace(/transformer: [\w-]+/, `transformer: ${transformer}`) : short;
  return text.slice(0, at) + changed;
}

/** The text with an answer to the doubt about one column. */
function settle(text: string, place: string, how: string): string {
  const [schema, table, column] = place.split(".");
  const start = text.indexOf(`\n  ${schema}.${table}:\n`);
  const at = text.indexOf(`\n      ${column}:`, start);
  if (start < 0 || at < 0) throw new Error(`There is no rule of ${place}.`);
  const answered = text.slice(at).replace(/(\n {8})(review: .*)/, `$1$2$1reviewed: ${how}`);
  return text.slice(0, at) + answered;
}

/** Runs the command line in a folder, with a state of its own there; its failure is one of the test. */
export function bauta(folder: string, args: string[]): void {
  const binary =
    process.env.BAUTA_CLI ??
    join(process.env.CARGO_TARGET_DIR ?? join(ROOT, "target"), "debug/bauta");
  const { status, stderr } = spawnSync(binary, args, {
    cwd: folder,
    env: { ...process.env, BAUTA_STATE: join(folder, "state-of-command-line") },
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(`bauta ${args[0]} ended with ${status}: ${stderr}`);
}
