/** Thrown inside a transaction when a claim was lost: normal contention, rolled back without noise. */
export class LostRace extends Error {
  constructor(what: string) {
    super(`lost the race for ${what}`);
    this.name = "LostRace";
  }
}

/**
 * An error as name and code, fit for a log line or a column: never its message, which may quote a
 * resident's words or a secret.
 */
export function errorCode(error: unknown): string {
  if (!(error instanceof Error)) return "unknown_error";
  const code = "code" in error && typeof error.code === "string" ? `:${error.code}` : "";
  const at = /\n\s+at ([^\n]{1,120})/.exec(error.stack ?? "")?.[1] ?? "";
  const place = /([\w-]+\.[jt]s:\d+)/.exec(at)?.[1];
  return `${error.name}${code}${place ? `@${place}` : ""}`;
}
