import { collectDefaultMetrics, Gauge, Registry } from "prom-client";
import type { DutyFigures } from "../desk/duty-ports.js";
import type { UnitOfWork } from "../desk/ports.js";

type MakeGauge = (name: string, help: string) => Gauge;

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
    const since = figures.oldestDueAt;
    dueAge.set(since ? Math.max(0, (now.getTime() - since.getTime()) / 1_000) : 0);
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

  constructor(unitOfWork: UnitOfWork) {
    super();
    this.#refresh = ledgerGauges(this, unitOfWork);
  }

  override async metrics(): Promise<string> {
    await this.#refresh();
    return super.metrics();
  }
}

/** Figures for Prometheus. Read from the ledger when asked, so that every process says the same. */
export function createMetrics(unitOfWork: UnitOfWork): Registry {
  const registry = new LedgerRegistry(unitOfWork);
  collectDefaultMetrics({ register: registry });
  return registry;
}

function ledgerGauges(registry: Registry, { stores }: UnitOfWork): () => Promise<void> {
  const gauge = (name: string, help: string) => new Gauge({ name, help, registers: [registry] });
  const inboxWaiting = gauge("guanjia_inbox_waiting", "Messages stored and not yet handled");
  const inboxSetAside = gauge("guanjia_inbox_set_aside", "Messages set aside after repeated errors");
  const outboxWaiting = gauge("guanjia_outbox_waiting", "Messages queued and not yet sent");
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
    const now = new Date();
    clocks(await duties.figures(now), now);
    for (const mark of await marks.all()) {
      sweepAge.set({ sweep: mark.name }, (Date.now() - mark.ranAt.getTime()) / 1_000);
    }
  };
}
