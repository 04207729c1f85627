import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { ModelProposal } from "../../src/desk/model-ports.js";
import { createTellProposals } from "../../src/desk/tell-proposals.js";
import { createLogger } from "../../src/edges/logger.js";
import type { CaseRecord, NewCaseRecord } from "../../src/rules/case-record.js";
import { estateDirectory } from "../../src/rules/estate-directory.js";
import { openTestDatabase, type TestDatabase } from "../db/open-test-database.js";
import { caseDraft, estate, mirrorEstate, NOON, noonPlus } from "../db/samples.js";

const YUNQI = estate({
  groups: { desk: { id: "desk", name: "客服群", chatId: "wrDESK", hasRobot: true } },
  departments: {
    customerService: { name: "客服部", head: null, group: "desk" },
    engineering: { name: "工程部", head: null, group: "desk" },
    cleaning: { name: "保洁部", head: null, group: "desk" },
  },
});
const READING = {
  kind: "complaint",
  complaintClass: "important",
  department: "cleaning",
  emergency: false,
} as const;

let database: TestDatabase;
let now: Date;
let tell: () => Promise<number>;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  await database.clear();
  await mirrorEstate(database.unitOfWork.stores);
  now = noonPlus(10);
  tell = createTellProposals({
    unitOfWork: database.unitOfWork,
    clock: { now: () => now },
    directory: estateDirectory([YUNQI]),
    log: createLogger({ level: "silent" }),
  });
});

/** A message, handled or not, that opened a record, and what a model proposed about it. */
async function proposed(
  proposal: Partial<ModelProposal>,
  at: { state?: string; record?: Partial<NewCaseRecord> } = {},
): Promise<CaseRecord> {
  const { stores } = database.unitOfWork;
  const record = await stores.cases.open(caseDraft({ kind: "repair", ...at.record }), NOON);
  const message = await database.database.client.inboundMessage.create({
    data: {
      channel: "kf",
      accountId: "wkTEST0001",
      channelMessageId: `m${record.id}`,
      peerId: "wm1",
      conversationKey: "kf:wkTEST0001:wm1",
      senderId: "wm1",
      content: { type: "text", text: "x", quote: null, media: [] },
      sentAt: NOON,
      receivedAt: NOON,
      nextAttemptAt: NOON,
      state: at.state ?? "handled",
      caseId: at.state === "waiting" ? null : record.id,
    },
  });
  const entry = { at: NOON, actor: "guanjia", data: {}, correctsId: null, inboundId: message.id };
  await stores.ledger.append(record.id, { ...entry, type: "classified" });
  await stores.modelCalls.record(
    {
      estateId: "yunqi",
      question: "triage",
      inboundId: message.id,
      promptHash: "0123456789ab",
      model: "stand-in",
      outcome: "late:taken",
      tries: 1,
      latencyMillis: 4_000,
      inputTokens: null,
      outputTokens: null,
      proposal: { reading: null, summary: null, ...proposal },
    },
    NOON,
  );
  return record;
}

async function lines(): Promise<string[]> {
  const rows = await database.database.client.outboundMessage.findMany({ orderBy: { id: "asc" } });
  return rows.map(({ content }) => (content as { text: string }).text);
}

const states = async () =>
  (await database.database.client.modelCall.findMany()).map((call) => call.proposalState);

test("a proposal is one line in the desk's group, however often the sweep runs", async () => {
  await proposed({ reading: READING });
  expect([await tell(), await tell()]).toEqual([1, 0]);
  expect(await lines()).toEqual([
    "#1 再看一眼：更像投诉，可能归保洁部。对的话请回复「改类 1 投诉」、「转 1 保洁部」，不对就不用管。",
  ]);
  expect(await states()).toEqual(["told"]);
});

test("two sweeps at the same time tell it once", async () => {
  await proposed({ reading: READING });
  const told = await Promise.all([tell(), tell()]);
  expect(told.sort()).toEqual([0, 1]);
  expect(await lines()).toHaveLength(1);
});

test("a message still being handled keeps its proposal waiting, ten minutes at most", async () => {
  await proposed({ reading: READING }, { state: "waiting" });
  await tell();
  expect(await states()).toEqual(["waiting"]);
  now = noonPlus(601);
  await tell();
  expect(await states()).toEqual(["dropped"]);
  expect(await lines()).toEqual([]);
});

describe("nothing is said", () => {
  test.each<[string, Partial<NewCaseRecord>]>([
    ["of a record a person has classified", { classifiedBy: "desk" }],
    ["of a record that is done", { status: "handled" }],
    [
      "when the record is already what is proposed",
      { kind: "complaint", complaintClass: "important", responsibleDepartment: "cleaning" },
    ],
    [
      "when a lower class is proposed",
      { kind: "complaint", complaintClass: "major", responsibleDepartment: "cleaning" },
    ],
  ])("%s", async (_what, record) => {
    await proposed({ reading: READING }, { record });
    expect(await tell()).toBe(0);
    expect(await lines()).toEqual([]);
    expect(await states()).toEqual(["dropped"]);
  });

  test("of a record that was transferred meanwhile", async () => {
    const record = await proposed({ reading: READING });
    await database.unitOfWork.stores.ledger.append(record.id, {
      at: NOON,
      type: "transferred",
      actor: "LiNa",
      data: {},
      correctsId: null,
      inboundId: null,
    });
    expect(await tell()).toBe(0);
  });
});

test("a higher class is proposed with the words that set it", async () => {
  const reading = { ...READING, complaintClass: "major", department: null } as const;
  await proposed({ reading }, { record: { kind: "complaint", complaintClass: "minor" } });
  await tell();
  expect(await lines()).toEqual([
    "#1 再看一眼：可能要按重大投诉办。对的话请回复「定级 1 重大」，不对就不用管。",
  ]);
});

test("a late summary goes on the record and into no chat", async () => {
  const record = await proposed({ summary: "厨房漏水三周没人修" });
  expect(await tell()).toBe(1);
  expect((await database.unitOfWork.stores.cases.find(record.id))?.summary).toBe("厨房漏水三周没人修");
  expect(await lines()).toEqual([]);
});
