import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Who signs in a story: private keys as ssh-keygen makes them, and the policy that names them. */
export interface Trust {
  author: string;
  lead: string;
  policy: string;
}

/**
 * A policy that runs nothing without the approval of the lead.
 *
 * @param passphrase that of the lead's key; none where it is empty
 */
export function trust(folder: string, passphrase = ""): Trust {
  const author = sshKey(folder, "author", "");
  const lead = sshKey(folder, "lead", passphrase);
  const signers = [author, lead].map((key) => {
    const [kind, words] = readFileSync(`${key}.pub`, "utf8").split(" ");
    return `${key.slice(folder.length + 1)}@shop.example ${kind} ${words}\n`;
  });
  writeFileSync(join(folder, "signers"), signers.join(""), { mode: 0o600 });
  const policy = join(folder, "policy.yaml");
  const rules =
    "version: 1\nrequire: [approval]\nallowed_signers: signers\nseparate_author: false\n";
  writeFileSync(policy, rules, { mode: 0o600 });
  return { author, lead, policy };
}

function sshKey(folder: string, name: string, passphrase: string): string {
  const path = join(folder, name);
  const words = ["-q", "-t", "ed25519", "-N", passphrase, "-C", name, "-f", path];
  const made = spawnSync("ssh-keygen", words, { encoding: "utf8" });
  if (made.status !== 0) throw new Error(`ssh-keygen ended with ${made.status}: ${made.stderr}`);
  return path;
}
