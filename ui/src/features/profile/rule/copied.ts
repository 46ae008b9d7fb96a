import { create } from "zustand";
import type { RuleForm } from "@/bindings";

/** The rule that was copied last, to be given to other columns. */
export const useCopiedRule = create<{ rule: RuleForm | null; from: string }>(() => ({
  rule: null,
  from: "",
}));
