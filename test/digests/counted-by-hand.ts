import type { PrismaClient } from "../../src/edges/db/generated/sqlite/client.js";

/** Half-open. */
interface Span {
  readonly from: Date;
  readonly to: Date;
}

const MINUTE = 60_000;
const lies = (at: Date | null, { from, to }: Span) => at !== null && at >= from && at < to;
const tally = (words: readonly string[]) => {
  const counts: Record<string, number> = {};
  for (const word of words) counts[word] = (counts[word] ?? 0) + 1;
  return counts;
};
const share = <Row>(rows: readonly Row[], isPart: (row: Row) => boolean) => ({
  part: rows.filter(isPart).length,
  whole: rows.length,
});
const soon = (from: Date, to: Date | null, minutes: number) =>
  to !== null && to.getTime() - from.getTime() <= minutes * MINUTE;

/** Every row of the tables reports rest on, read whole: no index, no grouping, no figure of the program. */
export async function readTables(client: PrismaClient) {
  return {
    cases: await client.caseRecord.findMany(),
    entries: await client.ledgerEntry.findMany(),
    duties: await client.duty.findMany(),
    callbacks: await client.callback.findMany(),
    questions: await client.satisfactionQuestion.findMany(),
    notices: await client.notice.findMany(),
  };
}

type Tables = Awaited<ReturnType<typeof readTables>>;

function complaintsByHand(complaints: Tables["cases"]) {
  return {
    causes: tally(complaints.map(({ cause }) => cause ?? "none")),
    firstReply: share(complaints, ({ receivedAt, firstReplyAt }) => soon(receivedAt, firstReplyAt, 10)),
    complaintsHandled: share(complaints, ({ status }) => status === "handled" || status === "closed"),
    attitude: share(complaints, ({ cause }) => cause === "attitude" || cause === "appearance"),
    major: share(complaints, ({ complaintClass }) => complaintClass === "major"),
    repeats: share(complaints, ({ linkKind }) => linkKind === "repeat"),
  };
}

/** Owners with a settled matter, and those of them a callback on one of these was held with. */
function ownersByHand({ callbacks }: Tables, settled: Tables["cases"]) {
  const called = new Set(callbacks.filter(({ state }) => state === "done").map(({ caseId }) => caseId));
  const owners = new Map<string, boolean>();
  for (const { id, residentId, contactPhone, room } of settled) {
    const owner = residentId ?? contactPhone ?? room;
    if (owner) owners.set(owner, (owners.get(owner) ?? false) || called.has(id));
  }
  return share([...owners.values()], (isCalled) => isCalled);
}

function callbacksByHand({ callbacks, questions }: Tables, span: Span) {
  const due = callbacks.filter(({ state, dueAt }) => state !== "cancelled" && lies(dueAt, span));
  const held = callbacks.filter(({ state, doneAt }) => state === "done" && lies(doneAt, span));
  const answers = [
    ...held.filter(({ form, satisfaction }) => form !== "chat" && satisfaction),
    ...questions.filter(({ answeredAt, satisfaction }) => lies(answeredAt, span) && satisfaction),
  ];
  const isInTime = ({ state, doneAt, dueAt }: (typeof due)[number]) =>
    state === "done" && doneAt !== null && doneAt <= dueAt;
  const calls = due.filter(({ kind }) => kind === "complaintCall");
  return {
    answers: tally(answers.map(({ satisfaction }) => satisfaction ?? "")),
    callbacksOnTime: share(due, isInTime),
    complaintCallbacks: share(calls, ({ state }) => state === "done"),
    homeVisits: share(
      held.filter(({ kind }) => kind !== "visit"),
      ({ form }) => form === "homeVisit",
    ),
  };
}

function clocksByHand({ duties, cases, entries }: Tables, span: Span) {
  const kindOf = new Map(cases.map(({ id, kind }) => [id, kind]));
  const clocks = (kind: string) =>
    duties.filter(
      (duty) => duty.kind === kind && lies(duty.dueAt, span) && !duty.cancelledAt && !duty.pausedAt,
    );
  const inTime = ({ settledAt, dueAt }: { settledAt: Date | null; dueAt: Date }) =>
    settledAt !== null && settledAt <= dueAt;
  const repairs = clocks("reception.settle").filter(
    ({ caseId }) => caseId !== null && kindOf.get(caseId) === "repair",
  );
  const ofType = (type: string) => entries.filter((entry) => entry.type === type && lies(entry.at, span));
  return {
    repairsOnTime: share(repairs, inTime),
    emergencyReports: share(clocks("emergency.report"), inTime),
    climbs: ofType("climbed").length,
    noOneReached: ofType("noOneReached").length,
  };
}

/** The counts of a span, written down as plainly as they are defined. */
export function countByHand(tables: Tables, span: Span) {
  const own = tables.cases.filter(({ linkKind }) => linkKind !== "merged");
  const received = own.filter(({ receivedAt }) => lies(receivedAt, span));
  const settled = own.filter(({ handledAt }) => lies(handledAt, span));
  const published = tables.notices.filter((notice) => lies(notice.publishedAt, span) && !notice.withdrawnAt);
  return {
    received: received.length,
    receivedKinds: tally(received.map(({ kind }) => kind)),
    receivedDepartments: tally(received.map(({ responsibleDepartment }) => responsibleDepartment)),
    settled: settled.length,
    settledMinutes: settled.reduce(
      (sum, { handledAt, receivedAt }) => sum + ((handledAt?.getTime() ?? 0) - receivedAt.getTime()) / MINUTE,
      0,
    ),
    answeredInTime: share(
      received,
      ({ receivedAt, firstReplyAt, acceptedAt }) =>
        soon(receivedAt, firstReplyAt, 30) || soon(receivedAt, acceptedAt, 30),
    ),
    ...complaintsByHand(received.filter(({ kind }) => kind === "complaint")),
    ...callbacksByHand(tables, span),
    ownersCalled: ownersByHand(tables, settled),
    ...clocksByHand(tables, span),
    notices: published.length,
  };
}

/** How things stand, counted the same way. */
export function standingByHand({ cases, duties }: Tables, now: Date) {
  const open = cases.filter(({ status }) => status === "recorded" || status === "accepted");
  const running = duties.filter(
    ({ settledAt, cancelledAt, pausedAt }) => !settledAt && !cancelledAt && !pausedAt,
  );
  const late = new Set(running.filter(({ dueAt }) => dueAt <= now).map(({ caseId }) => caseId));
  return {
    open: open.length,
    unaccepted: open.filter(({ assignee, kind }) => assignee === null && kind !== "praise").length,
    late: open.filter(({ id }) => late.has(id)).length,
    noOneReached: running.filter(({ noOneReachedAt }) => noOneReachedAt !== null).length,
  };
}
