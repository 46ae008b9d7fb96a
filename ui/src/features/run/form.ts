import { create } from "zustand";
import type { KeyChoice, PickedFile, RunPlan, RunRequest, RunRequirement } from "@/bindings";

/** What is asked of a run. It stays while one is on other screens, for one run after the other. */
export interface RunForm {
  output: PickedFile | null;
  /** `null` for the profile's own. */
  environment: string | null;
  key: KeyChoice["kind"];
  keyFile: PickedFile | null;
  /** The entry of the key chain. */
  keychain: string;
  fingerprintKey: PickedFile | null;
  /** Sources that somebody has allowed here; those of other profiles may be among them. */
  sources: readonly string[];
  requireApproval: boolean;
  verify: boolean;
  attest: boolean;
  /** `null` for beside the output. */
  attestation: PickedFile | null;
  signingKey: PickedFile | null;
  register: boolean;
  owner: string;
  purpose: string;
  /** `2026-12-31` */
  expires: string;
}

const USUAL: RunForm = {
  output: null,
  environment: null,
  key: "fresh",
  keyFile: null,
  keychain: "",
  fingerprintKey: null,
  sources: [],
  requireApproval: false,
  verify: true,
  attest: true,
  attestation: null,
  signingKey: null,
  register: false,
  owner: "",
  purpose: "",
  expires: "",
};

export const useRunForm = create<RunForm>(() => USUAL);

export const changeForm = (change: Partial<RunForm>): void => useRunForm.setState(change);

export const resetForm = (): void => useRunForm.setState(USUAL, true);

/** What a policy asks of every run, and what no run of this profile can have. */
export interface Bounds {
  required: readonly RunRequirement[];
  reportsOnly: boolean;
  /** Sources of the profile's credentials that nobody but the user decides about. */
  sources: readonly string[];
}

export function boundsOf(plan: RunPlan | null): Bounds {
  const open = plan?.credentials.filter(({ listed }) => listed === null) ?? [];
  return {
    required: plan?.required ?? [],
    reportsOnly: plan?.reportsOnly ?? false,
    sources: open.map(({ source }) => source),
  };
}

/** Whether something is on: by choice, unless policy or profile leave none. */
export function isOn(what: RunRequirement, form: RunForm, bounds: Bounds): boolean {
  if (bounds.required.includes(what)) return true;
  switch (what) {
    case "approval":
      return form.requireApproval && !bounds.reportsOnly;
    case "attestation":
      return form.attest && !bounds.reportsOnly;
    case "registration":
      return form.register && !bounds.reportsOnly;
    case "verification":
      return form.verify;
  }
}

/** The form as the session takes it. */
export function requestOf(
  form: RunForm,
  dump: string,
  profile: string,
  bounds: Bounds,
): RunRequest {
  const text = (value: string) => (value.trim() === "" ? null : value.trim());
  return {
    dump,
    profile,
    output: form.output?.file ?? null,
    environment: form.environment,
    key: keyOf(form),
    fingerprintKey: form.fingerprintKey?.file ?? null,
    sources: form.sources.filter((source) => bounds.sources.includes(source)),
    verify: isOn("verification", form, bounds),
    requireApproval: isOn("approval", form, bounds),
    attest: isOn("attestation", form, bounds)
      ? {
          file: form.attestation?.file ?? null,
          signingKey: form.signingKey?.file ?? null,
        }
      : null,
    register: isOn("registration", form, bounds)
      ? { owner: text(form.owner), purpose: form.purpose.trim(), expires: form.expires.trim() }
      : null,
  };
}

function keyOf({ key, keyFile, keychain }: RunForm): KeyChoice {
  switch (key) {
    case "file":
      return { kind: key, file: keyFile?.file ?? null };
    case "keychain":
      return { kind: key, name: keychain };
    default:
      return { kind: key };
  }
}
