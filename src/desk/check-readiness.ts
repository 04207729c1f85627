import type { DeskDeps } from "./desk-deps.js";
import { errorCode } from "./errors.js";

/** A sweep with the age at which its silence is a problem, in ms. */
export interface WatchedSweep {
  readonly name: string;
  readonly maxAgeMillis: number;
}

/** Oldest message that may wait before the inbox or outbox counts as stuck, in ms. */
const STUCK_MILLIS = 120_000;

export interface Readiness {
  readonly ready: boolean;
  /** Why not, or what a person should look at; no personal data. */
  readonly problems: readonly string[];
  /** Things that are wrong but do not stop the desk (a robot removed, a message set aside). */
  readonly warnings: readonly string[];
}

/**
 * Whether the desk can do its work: database reachable, sweeps fresh, inbox and outbox moving (design §3
 * /readyz). Messages set aside and targets that are down are named as warnings: a person must look, but
 * taking the process out of service would not help.
 */
export function createCheckReadiness(deps: DeskDeps & { sweeps: readonly WatchedSweep[]; startedAt: Date }) {
  const { unitOfWork, clock, sweeps, startedAt } = deps;

  async function look(now: Date): Promise<Readiness> {
    const problems: string[] = [];
    const warnings: string[] = [];
    const marks = new Map((await unitOfWork.stores.marks.all()).map((mark) => [mark.name, mark.ranAt]));
    for (const sweep of sweeps) {
      const ranAt = marks.get(sweep.name);
      const since = ranAt && ranAt > startedAt ? ranAt : startedAt;
      const age = now.getTime() - since.getTime();
      if (age > sweep.maxAgeMillis)
        problems.push(`sweep ${sweep.name} silent for ${Math.round(age / 1_000)} s`);
    }
    const inbox = await unitOfWork.stores.inbound.health();
    if (inbox.oldestWaitingAt && now.getTime() - inbox.oldestWaitingAt.getTime() > STUCK_MILLIS) {
      problems.push(`inbox stuck: ${inbox.waiting} waiting`);
    }
    if (inbox.setAside > 0) warnings.push(`messages set aside: ${inbox.setAside}`);
    const outbox = await unitOfWork.stores.outbound.health();
    if (outbox.oldestDueAt && now.getTime() - outbox.oldestDueAt.getTime() > STUCK_MILLIS) {
      problems.push(`outbox stuck: ${outbox.waiting} waiting`);
    }
    const down = outbox.pausedTargets.filter((target) => target.reason !== "pacing");
    for (const paused of down) warnings.push(`target down: ${paused.reason}`);
    return { ready: problems.length === 0, problems, warnings };
  }

  return async function checkReadiness(): Promise<Readiness> {
    try {
      return await look(clock.now());
    } catch (error) {
      return { ready: false, problems: [`database unreachable: ${errorCode(error)}`], warnings: [] };
    }
  };
}
