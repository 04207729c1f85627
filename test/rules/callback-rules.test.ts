import { describe, expect, test } from "vitest";
import type { Callback } from "../../src/rules/callback.js";
import { readActivity, readPlanChange } from "../../src/rules/callback-change.js";
import {
  assignmentRefusal,
  callbackRefusal,
  confirmationRefusal,
} from "../../src/rules/callback-permissions.js";
import {
  contractCallbacks,
  kindsAfterSettlement,
  reviewLimit,
  shareOf,
} from "../../src/rules/callback-plan.js";
import { CALLBACK_TABLE, callersOf } from "../../src/rules/callback-table.js";
import { readCallbackWords } from "../../src/rules/callback-words.js";
import type { CaseRecord, ComplaintClass } from "../../src/rules/case-record.js";
import type { StaffMember } from "../../src/rules/estate.js";
import { SETTINGS } from "../../src/rules/settings.js";
import { readStaffCommand } from "../../src/rules/staff-commands.js";
import { help } from "../../src/rules/wording/help-wording.js";
import { caseDraft, estate, NOON, noonPlus } from "../db/samples.js";

const place = estate();
const at = { estate: place, now: NOON };
const recordOf = (changes: Partial<CaseRecord>): CaseRecord => ({
  ...caseDraft(changes),
  id: 1,
  number: 42,
  version: 1,
  updatedAt: NOON,
  ...changes,
});

describe("what staff write about a callback", () => {
  test.each([
    ["满意 电话 水压恢复，住户很客气", "satisfied", "phone", null, "水压恢复，住户很客气"],
    ["电话，不满意，又漏了", "dissatisfied", "phone", null, "又漏了"],
    ["上门 基本满意", "basicallySatisfied", "homeVisit", null, ""],
    ["信访 很满意 备注住户不接电话 谢谢师傅", "satisfied", "letter", "住户不接电话", "谢谢师傅"],
    ["电话里说修得很好", "satisfied", null, null, "电话里说修得很好"],
    ["家访 还在漏水", "dissatisfied", "homeVisit", null, "还在漏水"],
    ["电话", null, "phone", null, ""],
    ["", null, null, null, ""],
  ])("%s", (text, satisfaction, form, remark, words) => {
    expect(readCallbackWords(text)).toEqual({ satisfaction, form, remark, words });
  });

  test.each([
    ["回访 42 满意 电话 好了", { verb: "holdCallback", number: 42, words: "满意 电话 好了" }],
    ["#42 回访 满意", { verb: "holdCallback", number: 42, words: "满意" }],
    ["回访计划", { verb: "planCallbacks", number: null, words: "" }],
    ["回访计划 42 家访 李娜", { verb: "planCallbacks", number: 42, words: "家访 李娜" }],
    ["回访计划 活动 中秋晚会 60人", { verb: "planCallbacks", number: null, words: "活动 中秋晚会 60人" }],
    ["确认回访 42", { verb: "confirmCallback", number: 42 }],
    ["回访意见 42 同意", { verb: "reviewCallback", number: 42, words: "同意" }],
    ["归档 回访 10月", { verb: "fileCallbacks", words: "回访 10月" }],
    ["归档 10月回访", { verb: "fileCallbacks", words: "10月回访" }],
  ])("%s is a command", (text, command) => {
    expect(readStaffCommand(text, null)).toEqual(command);
  });

  test("the help names every word, and a slip is answered with the nearest", () => {
    for (const word of ["回访 42", "回访计划", "确认回访 42", "回访意见 42", "归档 回访"])
      expect(help("回访")).toContain(word);
    expect(readStaffCommand("我想回访一下42号", null)).toMatchObject({
      verb: "unknown",
      nearest: ["holdCallback", expect.anything()],
    });
  });
});

describe("what the supervisor changes", () => {
  test.each([
    ["", { kind: "show" }],
    ["第二次", { kind: "second" }],
    ["急救", { kind: "firstAid" }],
    ["取消 住户搬走", { kind: "cancel", reason: "住户搬走" }],
    ["家访 赵强", { kind: "change", form: "homeVisit", caller: "zhaoqiang", dueAt: null, remark: null }],
    ["改成电话 由李娜去", { kind: "change", form: "phone", caller: "LiNa", dueAt: null, remark: null }],
  ])("%s", (words, change) => {
    expect(readPlanChange(words, at)).toEqual(change);
  });

  test("a day means until closing time, a contract its last day included", () => {
    expect(readPlanChange("周一前", at)).toMatchObject({ dueAt: new Date("2026-11-23T10:00:00.000Z") });
    const term = readPlanChange("特约 2026-12-01到2027-03-01", at);
    expect(term).toEqual({
      kind: "special",
      from: new Date("2026-11-30T16:00:00.000Z"),
      to: new Date("2027-03-01T16:00:00.000Z"),
    });
    expect(readPlanChange("特约 2027年3月1日至2026年12月1日", at)).toMatchObject({ kind: "problem" });
    if (term.kind !== "special") return;
    expect(contractCallbacks(term, place).map(({ kind }) => kind)).toEqual(["specialMiddle", "specialEnd"]);
    const all = estate({ settings: { "callback.specialPoints": "start, middle, end" } });
    expect(contractCallbacks(term, all).map(({ kind }) => kind)).toEqual([
      "specialStart",
      "specialMiddle",
      "specialEnd",
    ]);
  });

  test("events and publications name what and how many", () => {
    expect(readActivity("活动 中秋晚会 60人")).toEqual({ what: "活动", title: "中秋晚会", people: 60 });
    expect(readActivity("刊物 社区报第3期 300份")).toEqual({
      what: "刊物",
      title: "社区报第3期",
      people: 300,
    });
    expect(readActivity("活动 中秋晚会")).toBeNull();
  });
});

describe("the table", () => {
  test("every kind has a rule, a duty of requirements §32 (the silence in chat and visits have none there), and a limit that is a setting or fixed", () => {
    for (const { requirement, duty, limit } of CALLBACK_TABLE) {
      expect(requirement).toMatch(/^CBK-\d\d$/);
      expect(duty).toMatch(/^(?:DL-\d\d|CBK-2[78])$/);
      if ("setting" in limit) expect(SETTINGS).toHaveProperty([limit.setting]);
    }
  });

  test("who calls goes by class: in person, the director, head and assistant, the assistant (C-02)", () => {
    const by = (complaintClass: ComplaintClass | null) => callersOf("complaintCall", { complaintClass });
    expect(by("major")).toEqual({ caller: "centerManager", confirmer: null });
    expect(by("important")).toEqual({ caller: "officeDirector", confirmer: null });
    expect(by("minor")).toEqual({ caller: "departmentHead", confirmer: "customerAssistant" });
    expect(callersOf("repair", { complaintClass: null })).toEqual({
      caller: "customerAssistant",
      confirmer: null,
    });
  });

  test("what is settled is called back by kind; what was reopened always", () => {
    const kinds = (changes: Partial<CaseRecord>) =>
      kindsAfterSettlement(recordOf({ handledAt: noonPlus(60), round: 1, ...changes }), place);
    expect(kinds({ kind: "complaint" })).toEqual(["complaintCall", "complaintVisit"]);
    expect(kinds({ kind: "repair" })).toEqual([]);
    expect(kinds({ kind: "repair", round: 2 })).toEqual(["repair"]);
    expect(kinds({ kind: "request", round: 2 })).toEqual(["other"]);
    expect(kinds({ kind: "praise" })).toEqual([]);
    expect(kinds({ kind: "enquiry" })).toEqual([]);
    expect(kinds({ kind: "enquiry", handledAt: noonPlus(86_400) })).toEqual(["other"]);
    expect(kinds({ kind: "suggestion" })).toEqual(["other"]);
  });

  test("a record is reviewed before the day its month is filed on", () => {
    expect(reviewLimit(NOON, place)).toEqual(new Date("2026-12-09T16:00:00.000Z"));
    const late = estate({ settings: { "callback.archiveDay": "last" } });
    expect(reviewLimit(NOON, late)).toEqual(new Date("2026-12-30T16:00:00.000Z"));
  });

  test("what chat answered counts for no share of home visits", () => {
    expect(shareOf([{ form: "chat" }, { form: "homeVisit" }, { form: "phone" }])).toEqual({
      all: 2,
      visits: 1,
    });
  });
});

describe("who may", () => {
  const member = (
    roles: StaffMember["roles"],
    department: StaffMember["department"] = null,
  ): StaffMember => ({
    userid: roles.join("-"),
    name: "某人",
    roles,
    department,
  });
  const setup = estate({ departments: { engineering: { name: "工程部", head: null, group: "desk" } } });
  const on = (complaintClass: ComplaintClass | null, changes: Partial<Callback> = {}) => ({
    callback: { complaintClass, caller: null, enteredBy: "someone", ...changes } as Callback,
    record: recordOf({ kind: "complaint", respondentDepartment: "engineering" }),
    estate: setup,
  });
  const head = member(["departmentHead"], "engineering");

  test.each([
    ["centerManager", [true, true, true, true]],
    ["officeDirector", [true, true, true, true]],
    ["qualityManager", [true, false, false, false]],
    ["supervisor", [false, false, true, true]],
    ["customerAssistant", [false, false, true, true]],
    ["callbackOfficer", [false, false, true, true]],
    ["receptionist", [false, false, false, false]],
    ["maintenanceWorker", [false, false, false, false]],
  ] as const)(
    "%s records callbacks of major, important, minor complaints and of the rest",
    (role, allowed) => {
      const classes = ["major", "important", "minor", null] as const;
      expect(classes.map((one) => callbackRefusal(member([role]), on(one)) === null)).toEqual(allowed);
    },
  );

  test("the planned caller always may, the head those of the own department's minor complaints", () => {
    expect(callbackRefusal(member(["receptionist"]), on("major", { caller: "Receptionist" }))).toBeNull();
    expect([callbackRefusal(head, on("minor")), callbackRefusal(head, on("important")) === null]).toEqual([
      null,
      false,
    ]);
    expect(callbackRefusal(member(["departmentHead"], "cleaning"), on("minor"))).toMatch(/CBK-15/);
  });

  test("nobody confirms what they wrote; the supervisor gives ordinary callbacks to the desk only", () => {
    expect(confirmationRefusal(head, on("minor"))).toBeNull();
    expect(confirmationRefusal(head, on("minor", { enteredBy: head.userid }))).toMatch(/请另一位/);
    expect(confirmationRefusal(member(["guard"]), on("minor"))).toMatch(/CBK-15/);
    expect(assignmentRefusal(member(["receptionist"]), on("minor"))).toBeNull();
    expect(assignmentRefusal(member(["receptionist"]), on("major"))).toMatch(
      /某人不能做这次回访：重大投诉由经理/,
    );
  });
});
