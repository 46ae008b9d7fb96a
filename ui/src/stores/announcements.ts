import { useEffect, useRef } from "react";
import { create } from "zustand";

interface Announcements {
  polite: string;
  assertive: string;
}

export const useAnnouncements = create<Announcements>(() => ({ polite: "", assertive: "" }));

/** Says something to people who listen to a screen reader. Never a value of the data. */
export function announce(text: string, urgency: "polite" | "assertive" = "polite"): void {
  useAnnouncements.setState({ [urgency]: text });
}

/** Says how far something is, at most once in five seconds. */
export function useAnnouncedProgress(text: string | null): void {
  const lastSaid = useRef(Number.NEGATIVE_INFINITY);
  useEffect(() => {
    const now = performance.now();
    if (text === null || now - lastSaid.current < PROGRESS_EVERY_MS) return;
    lastSaid.current = now;
    announce(text);
  }, [text]);
}

const PROGRESS_EVERY_MS = 5_000;
