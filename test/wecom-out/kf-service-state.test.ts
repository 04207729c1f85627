import { afterEach, beforeEach, expect, test } from "vitest";
import { type OutboundDesk, startOutboundDesk } from "./outbound-desk.js";

const SESSION = { openKfId: "wkTEST0001", externalUserId: "wmRES302" } as const;
const NAMES = { open_kfid: "wkTEST0001", external_userid: "wmRES302" };
let desk: OutboundDesk;

beforeEach(async () => {
  desk = await startOutboundDesk();
});
afterEach(() => desk.close());

const states: [number, string][] = [
  [0, "unprocessed"],
  [1, "assistant"],
  [2, "pool"],
  [3, "human"],
  [4, "ended"],
];
test.each(states)("service state %i reads as %s", async (number, state) => {
  desk.platform.script("/cgi-bin/kf/service_state/get", {
    errcode: 0,
    service_state: number,
    servicer_userid: "lina",
  });
  expect(await desk.serviceStates.get(SESSION)).toEqual({ kind: "state", state, servicerUserid: "lina" });
});

test("a state nobody has heard of is not taken for any other", async () => {
  desk.platform.script("/cgi-bin/kf/service_state/get", { errcode: 0, service_state: 9 });
  expect(await desk.serviceStates.get(SESSION)).toMatchObject({ kind: "unsent" });
});

test("a session goes to the servicer that is named, or to the pool", async () => {
  const path = "/cgi-bin/kf/service_state/trans";
  desk.platform.script(path, { errcode: 0, msg_code: "MC1" }, { errcode: 0 });
  expect(await desk.serviceStates.transfer(SESSION, { servicerUserid: "lina" })).toEqual({
    kind: "transferred",
    messageCode: "MC1",
  });
  expect(await desk.serviceStates.transfer(SESSION, "pool")).toEqual({
    kind: "transferred",
    messageCode: null,
  });
  expect(desk.platform.callsTo(path).map((call) => call.json())).toEqual([
    { ...NAMES, service_state: 3, servicer_userid: "lina" },
    { ...NAMES, service_state: 2 },
  ]);
});

test("a transfer to somebody who has paused is refused with the code", async () => {
  desk.platform.script("/cgi-bin/kf/service_state/trans", { errcode: 95019 });
  expect(await desk.serviceStates.transfer(SESSION, { servicerUserid: "lina" })).toMatchObject({
    kind: "error",
    code: 95019,
  });
});

test("the list of servicers holds people, with who is receiving, and no departments", async () => {
  desk.platform.script("/cgi-bin/kf/servicer/list", {
    errcode: 0,
    servicer_list: [
      { userid: "lina", status: 0 },
      { userid: "wangfang", status: 1, stop_type: 1 },
      { department_id: 2 },
    ],
  });
  expect(await desk.serviceStates.listServicers("wkTEST0001")).toEqual({
    kind: "servicers",
    servicers: [
      { userid: "lina", receiving: true },
      { userid: "wangfang", receiving: false },
    ],
  });
  expect(desk.platform.callsTo("/cgi-bin/kf/servicer/list")[0]?.query.get("open_kfid")).toBe("wkTEST0001");
});
