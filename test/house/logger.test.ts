import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createLogger } from "../../src/edges/logger.js";

function capture(level = "info") {
  const lines: string[] = [];
  const log = createLogger({ level, destination: { write: (line: string) => lines.push(line) } });
  return { log, lines, all: () => lines.join("") };
}

const PHONE = "13812345678";
const SECRET = "Zq7-secret_value";
const WORDS = "三号楼电梯又停了，我家老人下不了楼";

describe("a line of the log", () => {
  test("is one JSON object with level, time, event and the ids it was given", () => {
    const { log, lines } = capture();
    log.warn({ caseId: 42, inboundId: 7, channel: "kf", at: new Date(0) }, "message_set_aside");
    expect(lines).toHaveLength(1);
    const { time, ...rest } = JSON.parse(lines[0] ?? "");
    expect(rest).toEqual({
      level: "warn",
      caseId: 42,
      inboundId: 7,
      channel: "kf",
      at: "1970-01-01T00:00:00.000Z",
      msg: "message_set_aside",
    });
    expect(time).toMatch(/^\d{4}-\d\d-\d\dT/);
  });

  test("below the level is not written", () => {
    const { log, lines } = capture("error");
    log.info({}, "quiet");
    log.warn({}, "quiet");
    expect(lines).toEqual([]);
    log.error({}, "loud");
    expect(lines).toHaveLength(1);
  });

  test("keeps message ids and long numbers that are no phone", () => {
    const { log, all } = capture();
    log.info({ channelMessageId: "7283411223344556677", at: 1763712000000, count: 10000000000 }, "x");
    expect(all()).toContain("7283411223344556677");
    expect(all()).toContain("1763712000000");
    expect(all()).toContain("10000000000");
  });
});

/** Ways in which private things reach a log, each with what must not come out. */
const LEAKS: readonly (readonly [string, Record<string, unknown>, string])[] = [
  ["a resident's words in a field of their own", { text: "help, lift broken" }, "lift broken"],
  ["words under another name", { reason: WORDS }, "电梯"],
  ["words deep inside", { message: { payload: [{ body: { kf: WORDS } }] } }, "老人"],
  ["a name", { contactName: "Li Lei" }, "Li Lei"],
  ["a file name", { fileName: "passport-lilei.jpg" }, "passport"],
  ["a phone", { reason: `call ${PHONE} now` }, PHONE],
  ["a phone as a number", { to: Number(PHONE) }, PHONE],
  ["a phone as a key", { [PHONE]: 1 }, PHONE],
  ["a phone with spaces", { reason: "138 1234 5678" }, "1234 5678"],
  ["a phone with dashes and country", { reason: "+86-138-1234-5678" }, "1234-5678"],
  ["a land line", { reason: "0755-12345678" }, "12345678"],
  ["an identity card", { reason: "id 11010519491231002X." }, "11010519491231002X"],
  ["a token", { accessToken: SECRET }, SECRET],
  ["a secret in snake case", { corp_secret: SECRET }, SECRET],
  ["a token in an address", { url: `https://a.example/x?access_token=${SECRET}&debug=1` }, SECRET],
  ["a robot key in an address", { url: `https://a.example/send?key=${SECRET}` }, SECRET],
  ["a response code in an address", { url: `https://a.example/r?response_code=${SECRET}` }, SECRET],
  ["a database password", { url: `postgresql://desk:${SECRET}@db/desk` }, SECRET],
  ["a bearer header", { header: `Bearer ${SECRET}` }, SECRET],
  ["a model key", { reason: `rejected sk-${SECRET}` }, SECRET],
  ["bytes", { raw: Buffer.from(PHONE) }, PHONE],
  ["a map", { seen: new Map([["userPhone", PHONE]]) }, PHONE],
  ["an error's message", { err: new Error(`create resident ${WORDS} ${PHONE}`) }, PHONE],
  ["an error's stack", { err: new Error(`value ${PHONE}`) }, PHONE],
  ["an error under another name", { failure: new Error(`token=${SECRET}`) }, SECRET],
  ["an error's cause", { err: new Error("outer", { cause: new Error(`?key=${SECRET}`) }) }, SECRET],
];

describe("nothing private comes out of the log", () => {
  test.each(LEAKS)("%s", (_, fields, leak) => {
    const { log, lines, all } = capture();
    log.info(fields, "event");
    log.warn(fields, "event");
    log.error(fields, "event");
    expect(lines).toHaveLength(3);
    expect(all()).not.toContain(leak);
  });

  test("not even through the event", () => {
    const { log, all } = capture();
    log.error({}, `failed for ${PHONE} ?access_token=${SECRET} ${WORDS}`);
    expect(all()).not.toMatch(new RegExp(`${PHONE}|${SECRET}|电梯`));
  });

  test("an error keeps its type, code and the place it came from", () => {
    const { log, lines } = capture();
    log.error({ err: Object.assign(new TypeError("no such column"), { code: "P2022" }) }, "store_failed");
    const { err } = JSON.parse(lines[0] ?? "");
    expect(err).toMatchObject({ type: "TypeError", code: "P2022", message: "no such column" });
    expect(err.stack).toContain("logger.test.ts");
  });

  test("a value that refers to itself ends instead of hanging", () => {
    const { log, lines } = capture();
    const fields: Record<string, unknown> = { caseId: 1 };
    fields.self = fields;
    log.info(fields, "loop");
    expect(lines[0]).toContain("[deep]");
  });

  test("whatever stands around a phone or a secret", () => {
    const around = fc.string({ unit: fc.constantFrom(" ", "a ", "号", "，", "\n", "{", '"', ":", "(", "%") });
    fc.assert(
      fc.property(around, around, fc.jsonValue({ maxDepth: 3 }), (before, after, other) => {
        const { log, all } = capture();
        log.info({ reason: `${before}${PHONE}${after}`, url: `${before}?key=${SECRET}${after}`, other }, "x");
        expect(all()).not.toContain(PHONE);
        expect(all()).not.toContain(SECRET);
      }),
    );
  });
});
