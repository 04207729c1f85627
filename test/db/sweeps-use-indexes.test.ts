import { expect, test } from "vitest";
import type { Provider } from "../../src/edges/db/database-url.js";
import type { PrismaClient } from "../../src/edges/db/generated/sqlite/client.js";
import { AUDITED_TYPES } from "../../src/rules/audit-list.js";
import { openTestDatabase, testProviders } from "./open-test-database.js";
import { plansOf, type Question, wholeTables } from "./query-plans.js";
import { dutyDraft, mirrorEstate, NOON, noonPlus } from "./samples.js";

const ROWS = 100_000;

const MONTH = { from: noonPlus(-3_600), to: noonPlus(3_600) };

/** Every question a sweep or a health check asks, by name. */
const SWEEPS: Record<string, Question> = {
  "inbound.dueHeads": ({ inbound }) => inbound.dueHeads(NOON, 8),
  "inbound.nextDueAt": ({ inbound }) => inbound.nextDueAt(),
  "inbound.health": ({ inbound }) => inbound.health(),
  "outbound.due": ({ outbound }) => outbound.due(NOON, 64),
  "outbound.nextDueAt": ({ outbound }) => outbound.nextDueAt(),
  "outbound.health": ({ outbound }) => outbound.health(),
  "outbound.sentTimes": ({ outbound }) => outbound.sentTimes("app:m5", noonPlus(-60)),
  "outbound.releaseHeld": ({ outbound }) => outbound.releaseHeld("app:m5", NOON),
  "outbound.answerTo": ({ outbound }) => outbound.answerTo(5),
  "outbound.findByChannelMessageId": ({ outbound }) => outbound.findByChannelMessageId("app", "x5"),
  "attachments.due": ({ attachments }) => attachments.due(NOON, 8),
  "attachments.nextDueAt": ({ attachments }) => attachments.nextDueAt(),
  "duties.dueIds": ({ duties }) => duties.dueIds(NOON, { limit: 100, except: [] }),
  "duties.openAfter": ({ duties }) => duties.openAfter(50_000, 5_000),
  "nudges.waitingRecipients": ({ nudges }) => nudges.waitingRecipients(200),
  "nudges.waitingFor": ({ nudges }) => nudges.waitingFor({ estateId: "yunqi", recipient: "lina" }),
  "nudges.countWaiting": ({ nudges }) => nudges.countWaiting(NOON),
  "nudges.ofDuties": ({ nudges }) => nudges.ofDuties([5, 6]),
  "nudges.ofMessage": ({ nudges }) => nudges.ofMessage("k5"),
  "duties.nextDueAt": ({ duties }) => duties.nextDueAt(),
  "duties.openOfCase": ({ duties }) => duties.openOfCase(5),
  "questions.due": ({ questions }) => questions.due(NOON, 50),
  "questions.nextDueAt": ({ questions }) => questions.nextDueAt(),
  "questions.ofCase": ({ questions }) => questions.ofCase(5),
  "questions.ofConversation": ({ questions }) => questions.ofConversation("c5", noonPlus(-3_600)),
  "questions.carriedBy": ({ questions }) => questions.carriedBy(["k5", "k6"]),
  "callbacks.starting": ({ callbacks }) => callbacks.starting(NOON, 100),
  "callbacks.nextStartAt": ({ callbacks }) => callbacks.nextStartAt(),
  "callbacks.ofCase": ({ callbacks }) => callbacks.ofCase(5),
  "callbacks.guidedBy": ({ callbacks }) => callbacks.guidedBy("lina"),
  "callbacks.countAsked": ({ callbacks }) =>
    callbacks.countAsked("yunqi", MONTH, { residentId: "r5", phone: "1" }),
  "callbacks.undrawn": ({ callbacks }) => callbacks.undrawn("yunqi", "repair", MONTH),
  "ledger.ofCase": ({ ledger }) => ledger.ofCase(5),
  "audits.entriesBetween": ({ audits }) =>
    audits.entriesBetween("yunqi", { from: NOON, to: noonPlus(86_400) }, AUDITED_TYPES),
  "audits.latestBefore": ({ audits }) =>
    audits.latestBefore({ estateId: "yunqi", kind: "daily", period: "d7" }),
  "audits.marksOn": ({ audits }) => audits.marksOn([5, 6]),
  "audits.correctionsSince": ({ audits }) => audits.correctionsSince("yunqi", NOON),
  "periods.find": ({ periods }) => periods.find({ estateId: "yunqi", kind: "audit.daily", subject: "d7" }),
  "periods.latestBefore": ({ periods }) =>
    periods.latestBefore({ estateId: "yunqi", kind: "audit.daily", subject: "d7" }),
  "duties.lateCases": ({ duties }) => duties.lateCases([5, 6], NOON),
};

for (const provider of testProviders) {
  test(`no sweep reads a whole table of ${ROWS} rows (${provider})`, { timeout: 180_000 }, async () => {
    const ledger = await openTestDatabase(provider);
    await mirrorEstate(ledger.unitOfWork.stores);
    await fill(ledger.database.client, provider);
    const plans = await plansOf(provider, ledger.url, SWEEPS);
    await ledger.close();
    expect(Object.keys(plans).length).toBeGreaterThanOrEqual(Object.keys(SWEEPS).length);
    for (const [sweep, plan] of Object.entries(plans)) expect(wholeTables(plan), sweep).toEqual([]);
  });
}

test("a plan that reads a whole table is recognised as such", () => {
  expect(wholeTables(["SCAN Duty"])).toEqual(["SCAN Duty"]);
  expect(wholeTables(['  ->  Seq Scan on "Duty"  (cost=0.00..9)'])).toHaveLength(1);
  expect(wholeTables(["SEARCH Duty USING INDEX Duty_nextNudgeAt_idx (nextNudgeAt<?)"])).toEqual([]);
});

/** A year's worth: nearly everything is done, a hundredth waits, and a tenth of that is due. */
async function fill(client: PrismaClient, provider: Provider): Promise<void> {
  const as = (type: string) => (value: string) =>
    provider === "sqlite" ? value : `CAST(${value} AS ${type})`;
  const moment = as("TIMESTAMP");
  const json = as("JSONB");
  const past = moment("'2026-11-21T03:00:00.000+00:00'");
  const dueAt = moment(
    "CASE WHEN n % 1000 = 0 THEN '2026-11-21T03:00:00.000+00:00' ELSE '2026-11-21T05:00:00.000+00:00' END",
  );
  const state = (done: string) => `CASE WHEN n % 100 = 0 THEN 'waiting' ELSE '${done}' END`;
  const rows = {
    '"CaseRecord" ("id", "estateId", "number", "kind", "status", "responsibleDepartment", "matter", "channel", "receivedAt", "triageRule", "triageConfidence", "classifiedBy", "updatedAt")': `n, 'yunqi', n, 'repair', CASE WHEN n % 100 = 0 THEN 'recorded' ELSE 'closed' END, 'engineering', 'x', 'online', ${past}, 'x', 1, 'rules', ${past}`,
    '"InboundMessage" ("id", "channel", "accountId", "channelMessageId", "peerId", "conversationKey", "senderId", "content", "sentAt", "receivedAt", "nextAttemptAt", "state")': `n, 'kf', 'wk1', 'm' || n, 'p' || n % 500, 'kf:wk1:p' || n % 500, 'p', ${json(`'{"type":"unknown","platformType":"x"}'`)}, ${past}, ${past}, ${dueAt}, ${state("handled")}`,
    '"OutboundMessage" ("id", "estateId", "key", "channel", "target", "targetKey", "content", "priority", "notBefore", "nextAttemptAt", "createdAt", "state", "inboundId", "sentAt", "channelMessageId")': `n, 'yunqi', 'k' || n, 'app', ${json(`'{"channel":"app","userid":"m"}'`)}, 'app:m' || n % 500, ${json(`'{"type":"markdown","text":"x"}'`)}, 2, ${past}, ${dueAt}, ${past}, ${state("sent")}, n, ${past}, 'x' || n`,
    '"Attachment" ("id", "inboundId", "kind", "source", "nextAttemptAt", "state")': `n, n, 'image', ${json(`'{"via":"mediaId","mediaId":"x"}'`)}, ${dueAt}, ${state("saved")}`,
    '"Duty" ("id", "estateId", "caseId", "kind", "requirement", "startedAt", "dueAt", "ownerRole", "ladder", "terms", "warnings", "calendar", "nextNudgeAt")': `n, 'yunqi', n, 'x', 'DL-04', ${past}, ${past}, 'receptionist', ${json("'[]'")}, ${json(`'${JSON.stringify(dutyDraft(1).terms)}'`)}, ${json("'[]'")}, 'exact', ${dueAt}`,
    '"Nudge" ("id", "dutyId", "estateId", "number", "kind", "step", "recipient", "at", "messageKey")': `n, n, 'yunqi', 1, 'warning', 0, 'm' || n % 500, ${past}, CASE WHEN n % 1000 = 0 THEN NULL ELSE 'k' || n END`,
    '"SatisfactionQuestion" ("id", "estateId", "caseId", "conversationId", "state", "askedAt", "nextAt", "messageKey", "department", "caseKind")': `n, 'yunqi', n, 'c' || n % 500, CASE WHEN n % 100 = 0 THEN 'asked' ELSE 'answered' END, ${past}, CASE WHEN n % 100 = 0 THEN ${dueAt} ELSE NULL END, 'k' || n, 'engineering', 'repair'`,
    '"Resident" ("id", "estateId", "phone", "createdAt", "updatedAt")': `'r' || n, 'yunqi', '1' || n, ${past}, ${past}`,
    '"Callback" ("id", "estateId", "caseId", "kind", "requirement", "state", "proposedForm", "form", "callerRole", "startsAt", "dueAt", "dutyId", "handledAt", "department", "caseKind", "createdAt")': `n, 'yunqi', n, 'repair', 'CBK-04', CASE WHEN n % 100 = 0 THEN 'planned' ELSE 'done' END, 'phone', 'phone', 'customerAssistant', ${dueAt}, ${dueAt}, CASE WHEN n % 1000 = 0 THEN NULL ELSE n END, ${past}, 'engineering', 'repair', ${past}`,
    '"SignOff" ("id", "estateId", "kind", "period", "userid", "at", "lastEntryId")': `n, 'yunqi', 'daily', 'd' || n, 'm', ${past}, n`,
    '"AuditMark" ("id", "estateId", "kind", "period", "caseId", "entryId", "mark", "userid", "at")': `n, 'yunqi', 'daily', 'd' || n % 5000, n, n, CASE WHEN n % 1000 = 0 THEN 'correction' ELSE 'seen' END, 'm', ${past}`,
    '"LedgerEntry" ("id", "caseId", "at", "type", "actor", "data")': `n, n, ${past}, 'received', 'guanjia', ${json("'{}'")}`,
  };
  const numbers = `WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < ${ROWS})`;
  for (const [table, values] of Object.entries(rows)) {
    await client.$executeRawUnsafe(`${numbers} INSERT INTO ${table} SELECT ${values} FROM numbers`);
  }
  await client.$executeRawUnsafe("ANALYZE");
}
