import { createHash } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Provider } from "../../src/edges/db/database-url.js";
import { testProviders } from "../db/open-test-database.js";
import { forgeries, genuineAppCallback, SECRET_WORDS, send } from "./forgeries.js";
import { type LiveDesk, startLiveDesk } from "./live-desk.js";

/** What people can type, or a strange client can send in their name. */
const ODD_WORDS: Record<string, string> = {
  "a text of 10,000 characters": "水管漏水".repeat(2_500),
  "a text of 10,000 characters without any meaning": "a".repeat(10_000),
  "emoji only": "👨‍👩‍👧‍👦🔥🚒🇨🇳👍🏽",
  "zero-width characters only": "\u200B\u200D\uFEFF\u2060",
  "zero-width characters inside": "厨\u200B房\u200D水\uFEFF管漏水了，麻烦来修，3栋2单元502",
  "a NUL inside": "厨房水管\u0000漏水了，麻烦派人来修",
  "control characters": "卫生间\u0001\u0007\u001B[31m灯\u0008不亮了，请来修",
  "half of a surrogate pair": "楼道灯\uD83D坏了，请派人来修一下",
  "text that turns direction": "\u202E电梯坏了\u202C一楼打不开门了请来修",
  "markup for a robot": '<@all> **[点我](http://x.example)** <font color="warning">漏水</font> 请来修',
  "an injection": '\'; DROP TABLE "CaseRecord"; -- 水管漏了，请派人来修',
  "a JSON of its own": '{"msgtype":"event","event":{"event_type":"session_status_change"}}',
  "ten lines": "漏水\n\n\n在厨房\r\n3栋\n2单元\n502\n\n急\n谢谢\n",
};

/** A desk of its own for the tests of one block, its log empty before each of them. */
function useDesk(provider: Provider): () => LiveDesk {
  let desk: LiveDesk;
  beforeAll(async () => {
    desk = await startLiveDesk({ provider });
  });
  afterAll(() => desk.stop());
  beforeEach(async () => {
    await desk.settle();
    desk.newLog();
  });
  return () => desk;
}

describe.each(testProviders)("what is forged, broken or misaddressed on %s", (provider) => {
  const current = useDesk(provider);

  test("what is forged or broken is refused alike, with one line of log and nothing else", async () => {
    const desk = current();
    for (const [what, forgery] of Object.entries(forgeries(desk.tenant))) {
      const before = await desk.rows();
      expect(await send(desk.url, forgery), what).toEqual({ status: 403, body: "forbidden" });
      await desk.settle();
      expect(await desk.rows(), what).toEqual(before);
      const log = desk.newLog();
      expect(
        log.map(({ level, msg }) => `${level} ${msg}`),
        what,
      ).toEqual(["warn callback refused"]);
      expect(JSON.stringify(log), what).not.toContain(SECRET_WORDS.slice(0, 3));
    }
  });

  test("addresses and methods that do not exist change nothing either", async () => {
    const desk = current();
    const before = await desk.rows();
    for (const path of ["/wecom/other", "/wecom/app/..%2f..", "/etc/passwd", `/${"a".repeat(8_000)}`]) {
      expect((await fetch(`${desk.url}${path}`)).status, path).toBe(404);
    }
    for (const method of ["PUT", "DELETE", "PATCH"]) {
      expect((await fetch(`${desk.url}/wecom/app`, { method, body: "x" })).status, method).toBe(405);
    }
    expect(await desk.rows()).toEqual(before);
    expect(desk.newLog()).toEqual([]);
  });

  test("a doorbell for an account of no estate is noted and fetches nothing", async () => {
    const desk = current();
    const before = await desk.rows();
    const calls = desk.tenant.standIn.wire.named("kf/sync_msg").length;
    const ring = "<MsgType>event</MsgType><Event>kf_msg_or_event</Event><Token>T</Token>";
    const callback = genuineAppCallback(desk.tenant, `${ring}<OpenKfId>wkOTHER</OpenKfId>`);
    expect(await send(desk.url, callback)).toEqual({ status: 200, body: "" });
    await desk.settle();
    expect(await desk.rows()).toEqual(before);
    expect(desk.tenant.standIn.wire.named("kf/sync_msg")).toHaveLength(calls);
    expect(desk.newLog()).toMatchObject([{ level: "warn", msg: "unknown_kf_account", openKfId: "wkOTHER" }]);
  });
});

describe.each(testProviders)("what people write on %s", (provider) => {
  const current = useDesk(provider);

  test.each(Object.entries(ODD_WORDS))("%s gets one answer and breaks nothing", async (what, words) => {
    const desk = current();
    const resident = desk.tenant.standIn.resident(`wm${createHash("sha1").update(what).digest("hex")}`);
    await resident.sends(words);
    // Whoever may still be typing is waited for.
    desk.clock.moveTo(new Date(desk.clock.now().getTime() + 61_000));
    await desk.settle();
    expect(resident.received()).toHaveLength(1);
    const log = desk.newLog();
    expect(log.filter(({ level }) => level !== "info")).toEqual([]);
    expect(JSON.stringify(log)).not.toMatch(/漏水|电梯|\[31m/);
    expect(desk.tenant.standIn.violations()).toEqual([]);
  });
});

describe.each(testProviders)("whoever is unknown on %s", (provider) => {
  const current = useDesk(provider);

  test("a member whom no estate knows is told so, and no record is touched", async () => {
    const desk = current();
    const stranger = desk.tenant.standIn.member("stranger");
    const { records, entries, duties } = await desk.rows();
    await stranger.writes("完成 1 已处理好");
    await desk.settle();
    expect(stranger.received().map((line) => line.text)).toEqual([expect.stringMatching(/不在.*员工名单/)]);
    expect(await desk.rows()).toMatchObject({ records, entries, duties });
    const log = desk.newLog();
    expect(log.filter(({ level }) => level !== "info").map(({ msg }) => msg)).toEqual(["unknown_staff"]);
    expect(JSON.stringify(log)).not.toContain("已处理好");
  });

  test("a group that no estate knows is told so, and no record is touched", async () => {
    const desk = current();
    const { records, entries, duties } = await desk.rows();
    const said = await desk.tenant.standIn.group("wrOTHER").says("lina", "完成 1 已处理好");
    expect(await said.answered()).toMatch(/群还没有登记/);
    await desk.settle();
    expect(await desk.rows()).toMatchObject({ records, entries, duties });
    const warnings = desk.newLog().filter(({ level }) => level !== "info");
    expect(warnings).toMatchObject([{ msg: "unknown_group", chatId: "wrOTHER" }]);
  });
});
