import type { ClonesRequest } from "@/bindings";

/** By what a clone can be touched: something that has leaked. */
export const TOUCHED_BY = ["keyId", "source", "profile", "secret"] as const;
export type TouchedBy = (typeof TOUCHED_BY)[number];

/** What is asked for, as the address of the screen says. */
export interface Touched {
  by: TouchedBy | null;
  value: string;
}

export function touchedOf(at: Readonly<Record<string, string>>): Touched {
  return { by: TOUCHED_BY.find((id) => id === at.by) ?? null, value: at.value ?? "" };
}

export function requestOf({ by, value }: Touched): ClonesRequest {
  const nothing = { keyId: null, source: null, profile: null, secret: null };
  return by === null || value.trim() === "" ? nothing : { ...nothing, [by]: value.trim() };
}

/** Whether clones are looked for that something has touched. */
export const isAsked = ({ by, value }: Touched): boolean => by !== null && value.trim() !== "";
