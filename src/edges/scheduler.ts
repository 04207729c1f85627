import cron, { type ScheduledTask } from "node-cron";

/** Work that cron asks for. It decides by the ledger what is due: a tick holds no logic (design §2). */
export interface Job {
  readonly name: string;
  /** Six fields, seconds first. */
  readonly cron: string;
  run(): Promise<unknown>;
}

export interface Scheduler {
  stop(): Promise<void>;
}

/** Ticks until stopped. A tick during a run of the same job is let go: the next one sees the same ledger. */
export function startScheduler(
  jobs: readonly Job[],
  onError: (job: string, error: unknown) => void,
): Scheduler {
  const running = new Map<string, Promise<void>>();

  function tick(job: Job): void {
    if (running.has(job.name)) return;
    const run = job
      .run()
      .then(() => undefined)
      .catch((error: unknown) => onError(job.name, error))
      .finally(() => running.delete(job.name));
    running.set(job.name, run);
  }

  const tasks: ScheduledTask[] = jobs.map((job) =>
    cron.schedule(job.cron, () => tick(job), { name: job.name }),
  );
  return {
    async stop() {
      for (const task of tasks) await task.destroy();
      await Promise.all(running.values());
    },
  };
}
