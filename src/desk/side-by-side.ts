/**
 * Room for tasks that go on beside the look that found them, so that a slow one (a platform that does not
 * answer, a model that thinks) holds up nobody else.
 */
export interface SideBySide {
  /** How many more may be started now; 0 = come again when one has ended. */
  readonly room: number;
  /** Starts the task without waiting for it. Its end, good or bad, asks for another look. */
  start(task: () => Promise<unknown>): void;
}
