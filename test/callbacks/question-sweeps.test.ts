import { expect, test } from "vitest";
import { createFollowQuestions } from "../../src/desk/follow-questions.js";
import type { Stores, UnitOfWork } from "../../src/desk/ports.js";
import { createChineseScript } from "../../src/edges/chinese-script.js";
import { createLogger } from "../../src/edges/logger.js";
import { estateDirectory } from "../../src/rules/estate-directory.js";
import { openTestDatabase, testProviders } from "../db/open-test-database.js";
import { caseDraft, estate, NOON, noonPlus, upTo } from "../db/samples.js";

const HOUR = 3_600;
const COUNT = 40;

const staffed = estate({
  staff: [{ userid: "zhoumin", name: "周敏", roles: ["customerAssistant"], department: "customerService" }],
});

function sweepOf(unitOfWork: UnitOfWork, now: () => Date) {
  return createFollowQuestions({
    unitOfWork,
    clock: { now },
    directory: estateDirectory([staffed]),
    log: createLogger({ level: "silent" }),
    script: createChineseScript(),
    triager: { triage: () => Promise.reject(new Error("nobody reads anything here")) },
  });
}

/** A resident with a chat whose matter was settled at noon and asked about. */
async function ask(stores: Stores, number: number): Promise<void> {
  const phone = `138000${String(10_000 + number)}`;
  const externalUserId = `wm${number}`;
  const resident = await stores.residents.findOrCreateByExternalId("yunqi", externalUserId, NOON);
  const place = {
    estateId: "yunqi",
    channel: "kf",
    accountId: "wkTEST0001",
    peerId: externalUserId,
  } as const;
  const conversation = await stores.conversations.findOrCreate(place);
  await stores.conversations.update(conversation.id, { residentId: resident.id });
  await stores.conversations.noteInbound(conversation.id, NOON);
  const settled = {
    status: "handled",
    round: 1,
    handledAt: NOON,
    handledBy: "liugong",
    handling: "换了阀芯",
  };
  const links = { residentId: resident.id, conversationId: conversation.id, contactPhone: phone };
  const record = await stores.cases.open(
    caseDraft({ ...settled, ...links } as Parameters<typeof caseDraft>[0]),
    NOON,
  );
  await stores.questions.ask({
    estateId: "yunqi",
    caseId: record.id,
    round: 1,
    conversationId: conversation.id,
    askedAt: NOON,
    nextAt: noonPlus(24 * HOUR),
    messageKey: `handled:${record.id}:1`,
    handledBy: "liugong",
    department: "engineering",
    caseKind: "repair",
    complaintClass: null,
  });
}

test.each(testProviders)(
  "two desks remind each resident once and ask for each call once on %s",
  { timeout: 240_000 },
  async (provider) => {
    const ledger = await openTestDatabase(provider);
    const other = await ledger.openAnother();
    let now = noonPlus(24 * HOUR);
    await ledger.unitOfWork.stores.estates.mirror([staffed], NOON);
    for (const number of upTo(COUNT)) await ask(ledger.unitOfWork.stores, number);
    const desks = [ledger, other].map(({ unitOfWork }) => sweepOf(unitOfWork, () => now));
    const look = async () => (await Promise.all(desks.map((desk) => desk.look()))).reduce((a, b) => a + b, 0);
    const { client } = ledger.database;

    expect(await look()).toBe(COUNT);
    const reminders = await client.outboundMessage.findMany({ where: { key: { startsWith: "question:" } } });
    expect(new Set(reminders.map(({ targetKey }) => targetKey)).size).toBe(COUNT);
    expect(reminders).toHaveLength(COUNT);
    expect(await look()).toBe(0);

    // Half of the desks' work is lost in a race now and then: the next look finds it.
    for (
      now = noonPlus(48 * HOUR);
      (await desks[0]?.nextDueAt()) !== null;
      now = new Date(now.getTime() + HOUR * 1_000)
    ) {
      await look();
    }
    const callbacks = await client.callback.findMany();
    expect(callbacks.map(({ kind, state }) => [kind, state])).toEqual(
      upTo(COUNT).map(() => ["unanswered", "planned"]),
    );
    expect(new Set(callbacks.map(({ caseId }) => caseId)).size).toBe(COUNT);
    const tasks = await client.outboundMessage.findMany({ where: { key: { startsWith: "callbackTask:" } } });
    expect(tasks).toHaveLength(COUNT);
    expect(await client.duty.count({ where: { kind: "callback.unanswered" } })).toBe(COUNT);
    await ledger.close();
  },
);
