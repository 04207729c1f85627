import { describe, expect, test } from "vitest";
import type { Estate } from "../../src/rules/estate.js";
import type { Absence } from "../../src/rules/ladder.js";
import { reach } from "../../src/rules/ladder.js";
import { estate as sampleEstate } from "../db/samples.js";
import { ENQUIRY, only, START } from "./started-duties.js";

const lina = {
  userid: "lina",
  name: "李娜",
  roles: ["receptionist"],
  department: "customerService",
} as const;
const wangfang = { userid: "wangfang", name: "王芳", roles: ["supervisor"], department: null } as const;
const chenming = { userid: "chenming", name: "陈明", roles: ["centerManager"], department: null } as const;

const duty = only("reception.settle", ENQUIRY);

function asked(given: {
  staff: Estate["staff"];
  ownerUserid?: string | null;
  absences?: readonly Absence[];
  unreachable?: readonly string[];
}) {
  const { staff, ownerUserid = "lina", absences = [], unreachable = [] } = given;
  const estate = sampleEstate({ staff });
  const record = { responsibleDepartment: "customerService" } as const;
  return reach(
    { ladder: duty.ladder, step: 0, ownerUserid },
    { estate, record, absences, unreachable, now: START },
  );
}

const away = (userid: string, deputy: string | null = null): Absence => ({
  userid,
  deputy,
  from: new Date(START.getTime() - 1),
  until: new Date(START.getTime() + 1),
});

describe("whoever cannot be asked is passed over at once", () => {
  const staff = [lina, wangfang, chenming];
  test.each([
    ["on leave without a deputy", { staff, absences: [away("lina")] }, "onLeave"],
    [
      "on leave, and the deputy too",
      { staff, absences: [away("lina", "wangfang"), away("wangfang")] },
      "onLeave",
    ],
    ["left, by the estate file", { staff: [wangfang, chenming], ownerUserid: "lina" }, "left"],
    ["unknown to the estate", { staff: [wangfang, chenming], ownerUserid: "nobody" }, "left"],
    ["not reached, as a disabled account is not", { staff, unreachable: ["LINA"] }, "undeliverable"],
    ["nobody, because the role is empty", { staff: [wangfang, chenming], ownerUserid: null }, "roleEmpty"],
  ] as const)("%s", (_, given, why) => {
    const found = asked(given as Parameters<typeof asked>[0]);
    expect(found).toMatchObject({ missedRung: true });
    expect(found.misses[0]).toMatchObject({ role: "receptionist", why });
    const next = why === "onLeave" && found.misses.some(({ userid }) => userid === "wangfang");
    expect(found).toMatchObject(next ? { step: 2, userid: "chenming" } : { step: 1, userid: "wangfang" });
  });

  test("with nobody left at all the groups are told", () => {
    expect(asked({ staff: [] })).toMatchObject({ userid: null, missedRung: true });
  });
});
