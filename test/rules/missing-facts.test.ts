import { expect, test } from "vitest";
import { missingFacts } from "../../src/rules/missing-facts.js";

const CHASER = { kind: "progress", confidence: 0.9, topic: null } as const;

function asked(matter: string) {
  return missingFacts(
    {
      kind: "unclear",
      room: null,
      contactPhone: null,
      wishedTime: null,
      emergency: false,
      responsibleDepartment: "customerService",
      matter,
    },
    CHASER,
  );
}

test.each(["怎么还没人来", "上周五报的事怎么样了，一直没人联系我", "昨天说的问题处理了吗", "什么时候来啊"])(
  "who only chases is asked what it is about: 「%s」",
  (words) => {
    expect(asked(words)).toEqual(["matter", "room", "phone"]);
  },
);

test.each(["补办的卡能拿了没 尾号不记得", "上次约的测甲醛怎么还不来", "蹭我那个人查到没"])(
  "who says what they chase is not asked again: 「%s」",
  (words) => {
    expect(asked(words)).toEqual(["room", "phone"]);
  },
);
