import type { CaseRecord } from "../case-record.js";
import { mainTopicIn } from "../triage/topic.js";
import { type Cause, causeOf } from "./causes.js";
import {
  type CountCell,
  emptyMeasures,
  type MeasureName,
  MOST_NAMED,
  MOST_PLACES,
  type NamedCase,
  type PlaceCell,
  type SettledCell,
  type Share,
  worstNamed,
} from "./period-figures.js";

/** What is counted of a record received in the period; one that was merged into another is that other's. */
export type ReceivedFact = Pick<
  CaseRecord,
  | "number"
  | "kind"
  | "complaintClass"
  | "status"
  | "responsibleDepartment"
  | "room"
  | "matter"
  | "receivedAt"
  | "acceptedAt"
  | "firstReplyAt"
  | "chaseCount"
  | "linkKind"
  | "cause"
> & {
  /** When the matter it repeats was received; null when it repeats none. */
  readonly repeatsOneOf: Date | null;
};

/** What is counted of a record settled in the period. */
export type SettledFact = Pick<
  CaseRecord,
  "number" | "kind" | "complaintClass" | "responsibleDepartment" | "cause" | "receivedAt" | "linkKind"
> & { readonly handledAt: Date };

/** Limits that the measures of answering rest on, in minutes, and how far back a complaint is a second one. */
export interface CountTerms {
  readonly responseMinutes: number;
  readonly firstReplyMinutes: number;
  /** Earliest receipt of the first complaint for one received then to count as second (CMP-26). */
  readonly secondSince: (receivedAt: Date) => Date;
}

const MINUTE = 60_000;

interface Cell {
  count: number;
  minutes: number;
}

/** Cells by their sort, counted up record by record: memory grows with the sorts, not with the records. */
class Cells {
  readonly #cells = new Map<string, { of: Omit<CountCell, "count">; sum: Cell }>();

  add(record: ReceivedFact | SettledFact, minutes = 0): void {
    const { kind, complaintClass, responsibleDepartment: department } = record;
    const cause: Cause | null = causeOf(record.cause);
    const key = `${kind} ${complaintClass} ${department} ${cause}`;
    const cell = this.#cells.get(key) ?? {
      of: { kind, complaintClass, department, cause },
      sum: { count: 0, minutes: 0 },
    };
    cell.sum.count += 1;
    cell.sum.minutes += minutes;
    this.#cells.set(key, cell);
  }

  get counted(): CountCell[] {
    return [...this.#cells.values()].map(({ of, sum }) => ({ ...of, count: sum.count }));
  }

  get timed(): SettledCell[] {
    return [...this.#cells.values()].map(({ of, sum }) => ({
      ...of,
      ...sum,
      minutes: Math.round(sum.minutes),
    }));
  }
}

const isMerged = ({ linkKind }: Pick<CaseRecord, "linkKind">) => linkKind === "merged";
const within = (from: Date, to: Date | null, minutes: number) =>
  to !== null && to.getTime() - from.getTime() <= minutes * MINUTE;

/** Whether somebody answered or took it within the time, whichever came first (KPI-02). */
function isAnsweredInTime({ receivedAt, firstReplyAt, acceptedAt }: ReceivedFact, minutes: number): boolean {
  return within(receivedAt, firstReplyAt, minutes) || within(receivedAt, acceptedAt, minutes);
}

function buildingOf(room: string | null): string | null {
  const [building] = room?.split("-") ?? [];
  return building ? building : null;
}

/** Keeps the worst few of many. */
function keepWorst(kept: NamedCase[], named: NamedCase): void {
  kept.push(named);
  if (kept.length > 8 * MOST_NAMED) kept.splice(0, kept.length, ...worstNamed(kept));
}

/** Adds up the records received in a period, handed over one by one in any order. */
export function createReceivedCount(terms: CountTerms) {
  const cells = new Cells();
  const measures = emptyMeasures();
  const places = new Map<string, { building: string; topic: string; count: number }>();
  const chased: NamedCase[] = [];

  const count = (name: MeasureName, isPart: boolean) => {
    const { part, whole } = measures[name];
    measures[name] = { part: part + (isPart ? 1 : 0), whole: whole + 1 };
  };

  function countComplaint(record: ReceivedFact): void {
    const isHandled = record.status === "handled" || record.status === "closed";
    const isSecond =
      record.repeatsOneOf !== null && record.repeatsOneOf >= terms.secondSince(record.receivedAt);
    count("validComplaints", true);
    count("complaintsHandled", isHandled);
    count("firstReply", within(record.receivedAt, record.firstReplyAt, terms.firstReplyMinutes));
    count("attitude", record.cause === "attitude" || record.cause === "appearance");
    count("major", record.complaintClass === "major");
    count("repeats", isSecond);
    count("coordinationRepeats", isSecond && record.cause === "coordination");
  }

  function countPlace(record: ReceivedFact): void {
    const building = buildingOf(record.room);
    if (!building || (record.kind !== "repair" && record.kind !== "complaint")) return;
    const topic = mainTopicIn(record.matter);
    if (!topic) return;
    const key = `${building} ${topic}`;
    const place = places.get(key) ?? { building, topic, count: 0 };
    place.count += 1;
    places.set(key, place);
  }

  return {
    add(record: ReceivedFact): void {
      if (isMerged(record)) return;
      cells.add(record);
      count("answeredInTime", isAnsweredInTime(record, terms.responseMinutes));
      if (record.kind === "complaint") countComplaint(record);
      countPlace(record);
      if (record.chaseCount > 0) keepWorst(chased, { number: record.number, value: record.chaseCount });
    },
    result(): {
      received: CountCell[];
      measures: Record<MeasureName, Share>;
      places: PlaceCell[];
      chased: NamedCase[];
    } {
      const often = [...places.values()].sort((one, other) => other.count - one.count);
      return {
        received: cells.counted,
        measures,
        places: often.slice(0, MOST_PLACES),
        chased: worstNamed(chased),
      };
    },
  };
}

/** Adds up the records settled in a period. */
export function createSettledCount() {
  const cells = new Cells();
  const slowest: NamedCase[] = [];
  return {
    add(record: SettledFact): void {
      if (isMerged(record)) return;
      const minutes = Math.max(0, (record.handledAt.getTime() - record.receivedAt.getTime()) / MINUTE);
      cells.add(record, minutes);
      keepWorst(slowest, { number: record.number, value: Math.round(minutes) });
    },
    result(): { settled: SettledCell[]; slowest: NamedCase[] } {
      return { settled: cells.timed, slowest: worstNamed(slowest) };
    },
  };
}
