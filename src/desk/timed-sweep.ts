/** Work that becomes due by the clock alone: reminders, digests, periodic duties. */
export interface TimedSweep {
  /** Its name in the marks, the log and /readyz. */
  readonly name: string;
  /** How often cron wakes it: six fields, seconds first, never at :00 or :30. */
  readonly cron: string;
  /** Silence in ms after which /readyz reports it. */
  readonly maxAgeMillis: number;
  /** Does what is due, each thing in a transaction of its own; returns how much was done. */
  look(): Promise<number>;
  /** Earliest moment at which something becomes due, or null. */
  nextDueAt(): Promise<Date | null>;
}
