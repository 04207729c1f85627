import type { Estate } from "../rules/estate.js";
import { headReaders, reportReaders } from "../rules/figures/report-recipients.js";
import { coveredBy, isLate, type ReportSlot, slotsBetween } from "../rules/figures/report-slots.js";
import { type ComposedReport, composeDay } from "./compose-day.js";
import { composePeriod } from "./compose-period.js";
import type { DeskDeps } from "./desk-deps.js";
import { gatherDayCharts, type ReportPictures } from "./draw-report.js";
import { errorCode, LostRace } from "./errors.js";
import type { UnfinishedReport } from "./figure-ports.js";
import type { Stores } from "./ports.js";
import { queuePicture, queueReport } from "./queue-report.js";
import { tellMembersTheirOwn } from "./tell-members.js";

/** What making reports needs beside the desk. */
export interface ReportDeps extends DeskDeps {
  readonly pictures: ReportPictures;
  /** What the audit of the clocks found last, as sentences for an operator. */
  readonly problems: () => readonly string[];
}

const WHOLE = (estate: Estate) => ({ estateId: estate.id, department: null });

/** Where a report of the whole estate goes: readers 1:1, and the managers' group through its robot. */
async function addressesOf(stores: Stores, { estate, key, now }: { estate: Estate; key: string; now: Date }) {
  const absences = await stores.absences.current(estate.id, now);
  const members = reportReaders({ estate, absences, now }).map(({ userid }) => ({
    estate,
    now,
    key: `${key}:${userid}`,
    target: { channel: "app", userid } as const,
  }));
  const group = estate.digests.group ? estate.groups[estate.digests.group] : undefined;
  if (!group?.hasRobot) return members;
  const robot = { channel: "robot", group: group.id } as const;
  return [...members, { estate, now, key: `${key}:group`, target: robot }];
}

/** Begins the key of every message of a report. */
export const keyOf = (estateId: string, rhythm: string, period: string) =>
  `report:${estateId}:${rhythm}:${period}`;

/** A slot whose report is to be made. */
export interface SlotWork {
  readonly estate: Estate;
  readonly slot: ReportSlot;
  readonly now: Date;
}

async function compose(deps: ReportDeps, { estate, slot, now }: SlotWork): Promise<ComposedReport> {
  const { stores } = deps.unitOfWork;
  const scope = WHOLE(estate);
  if (slot.rhythm !== "daily") {
    return composePeriod(stores, { estate, scope, span: slot.span, late: isLate(slot, now), now });
  }
  const last = await stores.reports.latestBefore(estate.id, "daily", slot.dueAt);
  const missed = last ? slotsBetween(last.dueAt, slot, estate).map(({ span }) => span.from) : [];
  const late = isLate(slot, now) ? { dueAt: slot.dueAt, missed } : null;
  return composeDay(stores, {
    estate,
    scope,
    span: coveredBy(slot, now),
    late,
    problems: deps.problems(),
    now,
  });
}

/** Heads and members who want their own part of a day, in the transaction of the estate's. */
async function composePersonal(deps: ReportDeps, work: SlotWork) {
  const { estate, slot, now } = work;
  if (slot.rhythm !== "daily") return [];
  const { stores } = deps.unitOfWork;
  const absences = await stores.absences.current(estate.id, now);
  const personal: { userid: string; parts: ComposedReport["parts"] }[] = [];
  for (const { userid, department } of headReaders({ estate, absences, now })) {
    const scope = { estateId: estate.id, department };
    const span = coveredBy(slot, now);
    const { parts } = await composeDay(stores, { estate, scope, span, late: null, problems: [], now });
    personal.push({ userid, parts });
  }
  return [...personal, ...(await tellMembersTheirOwn(stores, { estate, absences, now }))];
}

/** Composes outside, then takes the slot and queues everything in one transaction; false = somebody was first. */
export async function runSlot(deps: ReportDeps, work: SlotWork): Promise<boolean> {
  const { estate, slot, now } = work;
  const { figures, parts } = await compose(deps, work);
  const personal = await composePersonal(deps, work);
  const key = keyOf(estate.id, slot.rhythm, slot.span.id);
  try {
    await deps.unitOfWork.run(async (stores) => {
      await stores.reports.open({
        estateId: estate.id,
        kind: slot.rhythm,
        period: slot.span.id,
        dueAt: slot.dueAt,
        startedAt: now,
        finishedAt: slot.rhythm === "daily" ? null : now,
        figures,
        throughEntryId: await stores.figures.lastEntryId(),
      });
      for (const address of await addressesOf(stores, { estate, key, now })) {
        await queueReport(stores, address, parts);
      }
      for (const { userid, parts: own } of personal) {
        const target = { channel: "app", userid } as const;
        await queueReport(stores, { estate, target, key: `${key}:own:${userid}`, now }, own);
      }
    });
  } catch (error) {
    if (error instanceof LostRace) return false;
    throw error;
  }
  deps.log.info({ estate: estate.id, report: slot.rhythm, period: slot.span.id }, "report_queued");
  return true;
}

/** The picture of a day's report, drawn outside of any transaction; one that fails is done without. */
export async function addPicture(deps: ReportDeps, run: UnfinishedReport, now: Date): Promise<void> {
  const { unitOfWork, directory, log } = deps;
  const estate = directory.byId(run.estateId);
  const key = keyOf(run.estateId, run.kind, run.period);
  let path: string | null = null;
  try {
    if (estate) {
      const charts = await gatherDayCharts(unitOfWork.stores.figures, estate, { of: run.dueAt, now });
      path = await deps.pictures.draw(charts, `${run.estateId}-${run.period}`);
    }
  } catch (error) {
    log.warn({ estate: run.estateId, period: run.period, error: errorCode(error) }, "report_picture_failed");
  }
  await unitOfWork.run(async (stores) => {
    if (!(await stores.reports.finish(run, now)) || !estate || path === null) return;
    for (const address of await addressesOf(stores, { estate, key, now })) {
      await queuePicture(stores, address, path);
    }
  });
}
