import { describe, expect, test } from "vitest";
import type { CaseRecord } from "../../src/rules/case-record.js";
import type { SatisfactionQuestion } from "../../src/rules/question.js";
import { type AnswerFacts, type AskedMatter, findAnswer } from "../../src/rules/question-answer.js";

const NOW = new Date("2026-11-23T06:00:00Z");
const ago = (minutes: number) => new Date(NOW.getTime() - minutes * 60_000);

function record(number: number, matter: string, more: Partial<CaseRecord> = {}): CaseRecord {
  const settled = { status: "closed", receivedAt: ago(600), room: "3-2-502", round: 1 };
  return { id: number, number, matter, ...settled, ...more } as CaseRecord;
}

function asked(one: CaseRecord, more: Partial<SatisfactionQuestion> = {}): AskedMatter {
  const question = {
    id: one.id,
    caseId: one.id,
    state: "asked",
    askedAt: ago(60),
    messageKey: `handled:${one.id}`,
    satisfaction: null,
    ...more,
  };
  return { question: question as SatisfactionQuestion, record: one };
}

const leak = record(1, "厨房水槽下面漏水了");
const lamp = record(2, "楼道灯不亮");

function find(text: string, facts: Partial<AnswerFacts> = {}) {
  const triage = { emergency: false, kind: "smalltalk", room: null } as const;
  const found = findAnswer({
    text,
    triage,
    besides: null,
    quoted: null,
    asked: [asked(leak)],
    open: [],
    now: NOW,
    ...facts,
  });
  return (
    found && {
      about: found.about.map((one) => one.record.number),
      others: found.others.map((one) => one.record.number),
      satisfaction: found.reading.satisfaction,
    }
  );
}

describe("one matter was asked about", () => {
  test.each([
    "1",
    "满意",
    "挺好的谢谢",
    "水槽不漏了，谢谢",
    "#1 满意",
    "3",
    "又漏了",
    "水槽还在漏",
    "没修好",
  ])("「%s」 is its answer", (text) => expect(find(text)?.about).toEqual([1]));

  test.each(["楼道灯又坏了", "电梯还是不行", "谢谢", "什么时候交物业费", "门禁没修好"])(
    "「%s」 is something else",
    (text) => expect(find(text)).toBeNull(),
  );

  test("an emergency goes its own way, whatever words it uses", () => {
    const triage = { emergency: true, kind: "repair", room: null } as const;
    expect(find("没修好，水漫出来了", { triage })).toBeNull();
  });

  test("the same defect reported anew was not solved; a question about it is none", () => {
    const triage = { emergency: false, kind: "repair", room: null } as const;
    expect(find("厨房水槽漏水，快来人", { triage })).toMatchObject({
      about: [1],
      satisfaction: "dissatisfied",
    });
    expect(find("水槽漏水会影响楼下吗？", { triage })).toBeNull();
    expect(find("楼道灯不亮", { triage })).toBeNull();
  });

  test("the place of another flat is another matter", () => {
    const triage = { emergency: false, kind: "repair", room: "5-1-301" } as const;
    expect(find("5栋1单元301厨房水槽又漏了", { triage })).toBeNull();
  });
});

describe("something else is being worked on", () => {
  const open = [record(3, "马桶堵了", { status: "accepted", receivedAt: ago(30) })];

  test("words that name nothing mean what was talked about last", () => {
    expect(find("还没弄好", { open })).toBeNull();
    expect(find("还没弄好", { open: [{ ...open[0], receivedAt: ago(300) } as CaseRecord] })?.about).toEqual([
      1,
    ]);
  });

  test("a digit is an answer all the same", () => {
    expect(find("3", { open })?.about).toEqual([1]);
  });

  test("words about the open one are not about the settled one", () => {
    expect(find("马桶还是堵", { open })).toBeNull();
    expect(find("#3 不满意", { open })).toBeNull();
  });
});

test("what the same words bring besides an answer is not lost; praise of others is no matter", () => {
  const asks = (text: string, kind: "repair" | "praise") =>
    findAnswer({
      text,
      triage: { emergency: false, kind, room: null },
      besides: null,
      quoted: null,
      asked: [asked(leak)],
      open: [],
      now: NOW,
    });
  expect(asks("1，另外楼道灯坏了", "repair")).toMatchObject({ more: true, about: [{ record: leak }] });
  expect(asks("1，保安也很热情", "praise")).toMatchObject({ more: false });
  expect(asks("3，水槽还是漏", "repair")).toMatchObject({ more: false });
});

describe("two matters were asked about", () => {
  const together = [asked(lamp, { askedAt: ago(55) }), asked(leak, { askedAt: ago(60) })];
  const apart = [asked(lamp, { askedAt: ago(10) }), asked(leak, { askedAt: ago(300) })];

  test("within ten minutes: what pleases is said of both", () => {
    expect(find("1", { asked: together })).toEqual({ about: [2, 1], others: [], satisfaction: "satisfied" });
  });

  test("hours apart: it is said of the one asked last, the other stays open", () => {
    expect(find("1", { asked: apart })).toEqual({ about: [2], others: [1], satisfaction: "satisfied" });
  });

  test("what displeases is acted on for one, and the other is named", () => {
    expect(find("3", { asked: together })).toEqual({ about: [2], others: [1], satisfaction: "dissatisfied" });
  });

  test("number, quotation and subject say which", () => {
    expect(find("#1 不满意", { asked: together })?.about).toEqual([1]);
    expect(find("1号单3", { asked: together })).toMatchObject({ about: [1], satisfaction: "dissatisfied" });
    expect(find("3", { asked: together, quoted: 1 })?.about).toEqual([1]);
    expect(find("水槽还是漏", { asked: together })).toEqual({
      about: [1],
      others: [],
      satisfaction: "dissatisfied",
    });
  });
});

describe("after the answer", () => {
  const answered = [asked(leak, { state: "answered", satisfaction: "satisfied" })];

  test("whoever thinks better of it is heard", () => {
    expect(find("3", { asked: answered })).toMatchObject({ about: [1], satisfaction: "dissatisfied" });
    expect(find("又漏了", { asked: answered })?.about).toEqual([1]);
  });

  test("two days later the same defect is a matter that came back, a digit still an answer", () => {
    const late = [asked(leak, { state: "lapsed", askedAt: ago(49 * 60) })];
    expect(find("水槽又漏了", { asked: late })).toBeNull();
    expect(find("3", { asked: late })?.about).toEqual([1]);
    const open = [asked(leak, { state: "reminded", askedAt: ago(49 * 60) })];
    expect(find("水槽又漏了", { asked: open })?.about).toEqual([1]);
  });

  test("a matter opened again is talked of as any open one, but a digit is still an answer", () => {
    const reopened = record(1, "厨房水槽下面漏水了", { status: "accepted" });
    const again = [asked(reopened, { state: "answered", satisfaction: "dissatisfied" })];
    expect(find("还在漏", { asked: again, open: [reopened] })).toBeNull();
    expect(find("3", { asked: again, open: [reopened] })?.about).toEqual([1]);
  });
});
