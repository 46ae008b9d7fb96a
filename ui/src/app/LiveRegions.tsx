import { useAnnouncements } from "@/stores/announcements";

/** What `announce` says, for screen readers alone. */
export function LiveRegions() {
  const { polite, assertive } = useAnnouncements();
  return (
    <>
      <div className="visually-hidden" role="status" aria-live="polite">
        {polite}
      </div>
      <div className="visually-hidden" role="alert" aria-live="assertive">
        {assertive}
      </div>
    </>
  );
}
