import { createBotAnswer } from "./desk/answer-bot.js";
import { type AuditReport, createAuditEngine } from "./desk/audit-engine.js";
import { createAwaitPieces } from "./desk/await-pieces.js";
import { createDeliverMessages } from "./desk/deliver-messages.js";
import type { DeskDeps } from "./desk/desk-deps.js";
import type { KfSource, MediaFetcher, ServicerRoster, WebhookDesk } from "./desk/edge-ports.js";
import { errorCode } from "./desk/errors.js";
import { createFetchAttachments } from "./desk/fetch-attachments.js";
import { createHandleMessage } from "./desk/handle-message.js";
import type { StoredMessage } from "./desk/inbound-message.js";
import { createNudgeDuties } from "./desk/nudge-duties.js";
import type { Courier } from "./desk/outbound-message.js";
import { createDoorbell, createPullKfMessages } from "./desk/pull-kf-messages.js";
import { createReceiveMessages } from "./desk/receive-messages.js";
import type { SideBySide } from "./desk/side-by-side.js";
import type { TimedSweep } from "./desk/timed-sweep.js";
import { createWorkInbox } from "./desk/work-inbox.js";
import { createAnswerBell } from "./edges/answer-bell.js";
import type { Lull } from "./edges/db/turns.js";
import { createPump, type Pump } from "./edges/pump.js";
import type { Job } from "./edges/scheduler.js";

/** The edges the desk talks through. */
export interface RunnerEdges {
  readonly courier: Courier;
  readonly kfSource: KfSource;
  readonly mediaFetcher: MediaFetcher;
  /** Told after every audit of the clocks. */
  readonly onAudit?: (report: AuditReport) => void;
  readonly servicers?: ServicerRoster;
  /** What becomes due by the clock alone, beside the nudges. */
  readonly sweeps: readonly TimedSweep[];
  /** Waited for before every look at what is due. */
  readonly lull?: Lull;
  /** Runs the work once after so many ms unless the desk stops before. */
  readonly later: (millis: number, work: () => void) => void;
}

/** The desk at work: what webhooks call, what cron ticks, and how to wait until nothing is left to do. */
export interface DeskRunner {
  readonly webhooks: WebhookDesk;
  readonly jobs: readonly Job[];
  /** Does what is due now; whoever waits for peace asks until nothing crosses the wire any more. */
  settle(): Promise<void>;
  /** The next moment at which something becomes due, or null. */
  nextDueAt(): Promise<Date | null>;
  /** Looks at everything once: what a crash left between the steps is picked up. */
  sweep(): void;
  stop(): Promise<void>;
}

/** How often each sweep looks by itself; messages wake theirs at once. Odd seconds spread the load. */
const CRON = {
  inbox: "*/5 * * * * *",
  outbox: "*/2 * * * * *",
  attachments: "*/7 * * * * *",
  nudges: "*/5 * * * * *",
  audit: "41 */5 * * * *",
  kfPull: "17 */2 * * * *",
};

function earliest(moments: readonly (Date | null)[]): Date | null {
  const known = moments.filter((moment) => moment !== null).map((moment) => moment.getTime());
  return known.length ? new Date(Math.min(...known)) : null;
}

interface Pumps {
  readonly inbox: Pump;
  readonly outbox: Pump;
  readonly attachments: Pump;
  readonly nudges: Pump;
  readonly audit: Pump;
  readonly timed: readonly { readonly name: string; readonly cron: string; readonly pump: Pump }[];
}

/** Targets written to, conversations worked on and files fetched at a time. */
const AT_ONCE = { outbox: 16, inbox: 8, attachments: 8 } as const;

/** Woken by every message that was handled: what gathers while they rest is sent and fetched together. */
const SELDOM: readonly string[] = ["outbox", "attachments"];
const SELDOM_FACTOR = 3;

/** Marks say to the second that a sweep is alive; one for every look would be a write for every message. */
const MARK_MILLIS = 1_000;

function createMarker({ unitOfWork, clock }: DeskDeps) {
  const marked = new Map<string, number>();
  return async function mark(name: string): Promise<void> {
    const now = clock.now();
    const last = marked.get(name);
    if (last !== undefined && Math.abs(now.getTime() - last) < MARK_MILLIS) return;
    await unitOfWork.stores.marks.mark(name, now);
    marked.set(name, now.getTime());
  };
}

/** A resident's words are read together with the photos behind them. */
function mayBringFiles({ channel, content }: StoredMessage): boolean {
  return channel === "kf" || ("media" in content && content.media.length > 0);
}

function createPumps(deps: DeskDeps, edges: RunnerEdges, onHandled: (inboundId: number) => void): Pumps {
  const mark = createMarker(deps);
  const pump = (name: string, look: (beside: SideBySide) => Promise<unknown>, atOnce = 1) =>
    createPump({
      atOnce,
      restFactor: SELDOM.includes(name) ? SELDOM_FACTOR : 1,
      ...(edges.lull && { lull: edges.lull }),
      async look(beside) {
        await look(beside);
        await mark(name);
      },
      onError: (error) => deps.log.error({ sweep: name, error: errorCode(error) }, "sweep_failed"),
    });
  const outbox = pump("outbox", createDeliverMessages({ ...deps, courier: edges.courier }), AT_ONCE.outbox);
  const attachments = pump(
    "attachments",
    createFetchAttachments({ ...deps, fetcher: edges.mediaFetcher }),
    AT_ONCE.attachments,
  );
  const workInbox = createWorkInbox({
    ...deps,
    handle: createHandleMessage(edges.servicers ? { ...deps, servicers: edges.servicers } : deps),
    rests: createAwaitPieces(deps),
    onHandled: (message) => {
      onHandled(message.id);
      outbox.wake();
      if (mayBringFiles(message)) attachments.wake();
    },
  });
  const nudgeDuties = createNudgeDuties(deps);
  const nudges = pump("nudges", async () => {
    if ((await nudgeDuties()) > 0) outbox.wake();
  });
  const auditEngine = createAuditEngine(deps);
  const audit = pump("audit", async () => {
    const report = await auditEngine();
    edges.onAudit?.(report);
  });
  const timed = edges.sweeps.map(({ name, cron, look }) => ({
    name,
    cron,
    pump: pump(name, async () => {
      if ((await look()) === 0) return;
      nudges.wake();
      outbox.wake();
    }),
  }));
  return { inbox: pump("inbox", workInbox, AT_ONCE.inbox), outbox, attachments, nudges, audit, timed };
}

function pumpJobs(pumps: Pumps): Job[] {
  // Not waited for: a task that hangs must not keep the next tick from looking.
  const run = (pump: Pump) => async () => pump.wake();
  return [
    { name: "inbox", cron: CRON.inbox, run: run(pumps.inbox) },
    { name: "outbox", cron: CRON.outbox, run: run(pumps.outbox) },
    { name: "attachments", cron: CRON.attachments, run: run(pumps.attachments) },
    { name: "nudges", cron: CRON.nudges, run: run(pumps.nudges) },
    { name: "audit", cron: CRON.audit, run: run(pumps.audit) },
    ...pumps.timed.map(({ name, cron, pump }) => ({ name, cron, run: run(pump) })),
  ];
}

/** Wires the use cases into a desk that runs. Holds no business rule. */
export function createDeskRunner(deps: DeskDeps, edges: RunnerEdges): DeskRunner {
  const bell = createAnswerBell();
  const pumps = createPumps(deps, edges, (inboundId) => bell.ring(inboundId));
  const { inbox, outbox, attachments, nudges, audit } = pumps;
  const timed = pumps.timed.map(({ pump }) => pump);
  const wake = () => inbox.wake();
  const doorbell = createDoorbell({
    pull: createPullKfMessages({ ...deps, source: edges.kfSource, wake }),
    onError: (error) => deps.log.error({ error: errorCode(error) }, "kf_pull_broke"),
    later: edges.later,
  });
  const accounts = deps.directory.estates.flatMap((estate) => estate.kfAccounts);
  const ringKnown = (openKfId: string, token: string) => {
    // A company has more accounts than those of its estates, and the platform rings for all of them.
    if (accounts.includes(openKfId)) doorbell.ring(openKfId, token);
    else deps.log.warn({ openKfId }, "unknown_kf_account");
  };
  const ringAll = () => {
    for (const account of accounts) doorbell.ring(account, null);
  };
  const nextDueAt = async () => {
    const stores = deps.unitOfWork.stores;
    return earliest([
      await stores.inbound.nextDueAt(),
      await stores.outbound.nextDueAt(),
      await stores.attachments.nextDueAt(),
      await stores.duties.nextDueAt(),
      ...(await Promise.all(edges.sweeps.map((sweep) => sweep.nextDueAt()))),
    ]);
  };
  const pullAll = async () => {
    ringAll();
    await doorbell.settled();
    await deps.unitOfWork.stores.marks.mark("kfPull", deps.clock.now());
  };
  return {
    webhooks: {
      receive: createReceiveMessages({ ...deps, wake }),
      ringDoorbell: ringKnown,
      botAnswer: createBotAnswer({ ...deps, bell }),
    },
    jobs: [
      ...pumpJobs(pumps),
      ...(accounts.length ? [{ name: "kfPull", cron: CRON.kfPull, run: pullAll }] : []),
    ],
    async settle() {
      await doorbell.settled();
      for (const pump of [inbox, ...timed, nudges, outbox, attachments]) {
        pump.wake();
        await pump.idle();
      }
    },
    nextDueAt,
    sweep() {
      ringAll();
      for (const pump of [inbox, ...timed, nudges, outbox, attachments, audit]) pump.wake();
    },
    async stop() {
      await doorbell.settled();
      for (const pump of [inbox, ...timed, nudges, attachments, audit, outbox]) await pump.stop();
    },
  };
}
