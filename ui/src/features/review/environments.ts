/** The environments that a profile speaks of, its own first. */
export function environmentsOf(settings: Record<string, unknown>): string[] {
  const own = typeof settings.environment === "string" ? [settings.environment] : [];
  const pinned = settings.key_id;
  const keys = typeof pinned === "object" && pinned !== null ? Object.keys(pinned) : [];
  return [...new Set([...own, ...keys])];
}
