import { collectDefaultMetrics, Gauge, Registry } from "prom-client";
import type { DutyFigures } from "../desk/duty-ports.js";
import type { Clock, UnitOfWork } from "../desk/ports.js";

type MakeGauge = (name: string, help: string) => Gauge;

/** 0 for what is still to come, and for nothing. */
function secondsSince(at: Date | null, now: Date): number {
  return at ? Math.max(0, (now.getTime() - at.getTime()) / 1_000) : 0;
}

/** The clocks: what runs, what is due, what climbed, and what nobody could be asked for. */
function clockGauges(gauge: MakeGauge): (figures: DutyFigures, now: Date) => void {
  const open = gauge("guanjia_duties_open", "Duties somebody still owes");
  const due = gauge("guanjia_duties_due", "Duties whose next moment has come");
  const dueAge = gauge("guanjia_duties_due_age_seconds", "Seconds since the oldest due moment");
  const late = gauge("guanjia_duties_late", "Open duties past their limit");
  const climbed = gauge("guanjia_duties_climbed", "Open duties above their first rung");
  const noOneReached = gauge("guanjia_duties_no_one_reached", "Open duties nobody could be asked for");
  return (figures, now) => {
    open.set(figures.open);
    due.set(figures.due);
    dueAge.set(secondsSince(figures.oldestDueAt, now));
    late.set(figures.late);
    climbed.set(figures.climbed);
    noOneReached.set(figures.noOneReached);
  };
}

/**
 * Reads the ledger before anything is written down. Gauges collect side by side, so one that another one
 * sets would show what was true at the last look.
 */
class LedgerRegistry extends Registry {
  readonly #refresh: () => Promise<void>;

  constructor(unitOfWork: UnitOfWork, clock: Clock) {
    super();
    this.#refresh = ledgerGauges(this, unitOfWork, clock);
  }

  override async metrics(): Promise<string> {
    await this.#refresh();
    return super.metrics();
  }
}

/** Figures for Prometheus. Read from the ledger when asked, so that every process says the same. */
export function createMetrics(unitOfWork: UnitOfWork, clock: Clock): Registry {
  const registry = new LedgerRegistry(unitOfWork, clock);
  collectDefaultMetrics({ register: registry });
  return registry;
}

function ledgerGauges(registry: Registry, { stores }: UnitOfWork, clock: Clock): () => Promise<void> {
  const gauge = (name: string, help: string) => new Gauge({ name, help, registers: [registry] });
  const inboxWaiting = gauge("guanjia_inbox_waiting", "Messages stored and not yet handled");
  const inboxSetAside = gauge("guanjia_inbox_set_aside", "Messages set aside after repeated errors");
  const outboxWaiting = gauge("guanjia_outbox_waiting", "Messages queued and not yet sent");
  const inboxAge = gauge("guanjia_inbox_age_seconds", "Seconds the oldest message has waited to be handled");
  const outboxAge = gauge("guanjia_outbox_age_seconds", "Seconds the oldest message has waited to be sent");
  const outboxFailed = gauge("guanjia_outbox_failed", "Messages that could not be delivered");
  const targetsPaused = gauge("guanjia_targets_paused", "Targets that take no messages for now");
  const clocks = clockGauges(gauge);
  const sweepAge = new Gauge({
    name: "guanjia_sweep_age_seconds",
    help: "Seconds since a sweep last ran to its end",
    labelNames: ["sweep"],
    registers: [registry],
  });
  return async () => {
    const { inbound, outbound, marks, duties } = stores;
    const [inbox, outbox] = [await inbound.health(), await outbound.health()];
    inboxWaiting.set(inbox.waiting);
    inboxSetAside.set(inbox.setAside);
    outboxWaiting.set(outbox.waiting);
    outboxFailed.set(outbox.failed);
    targetsPaused.set(outbox.pausedTargets.length);
    const now = clock.now();
    inboxAge.set(secondsSince(inbox.oldestWaitingAt, now));
    outboxAge.set(secondsSince(outbox.oldestDueAt, now));
    clocks(await duties.figures(now), now);
    for (const mark of await marks.all()) {
      sweepAge.set({ sweep: mark.name }, secondsSince(mark.ranAt, now));
    }
  };
}
