import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { type EstateFileOutcome, parseEstateFile, readEstateFile } from "../../src/edges/estate-file.js";
import { deskGroup } from "../../src/rules/estate.js";
import { ROLES } from "../../src/rules/roles.js";

const root = new URL("../../", import.meta.url);
const SAMPLE = readFileSync(new URL("src/simulator/sample-estate.yaml", root), "utf8");
const EXAMPLE = readFileSync(new URL("estate.example.yaml", root), "utf8");

function parse(text: string, env: Record<string, string> = {}): EstateFileOutcome {
  return parseEstateFile(text, "estate.yaml", (name) => env[name]);
}

function estatesOf(outcome: EstateFileOutcome) {
  if (outcome.kind === "problems") throw new Error(outcome.problems.join("\n"));
  return outcome;
}

function problemsOf(text: string, env: Record<string, string> = {}): readonly string[] {
  const outcome = parse(text, env);
  return outcome.kind === "problems" ? outcome.problems : [];
}

/** The sample with one piece of text replaced, and the line on which the replacement begins. */
function spoilt(from: string, to: string): { text: string; line: number } {
  const at = SAMPLE.indexOf(from);
  if (at < 0) throw new Error(`the sample has no ${from}`);
  return { text: SAMPLE.replace(from, to), line: SAMPLE.slice(0, at).split("\n").length };
}

describe("the estates that come with the project", () => {
  test("the simulator's sample starts without a variable and without a warning", () => {
    const outcome = estatesOf(parse(SAMPLE));
    expect(outcome.warnings).toEqual([]);
    expect(outcome.estates.map((estate) => estate.name)).toEqual(["云栖花园"]);
    expect(Object.keys(outcome.robotKeys.yunqi ?? {})).toEqual(["desk", "engineering", "managers"]);
  });

  test("every role of the SOP is held by somebody in the example", () => {
    const env = { ROBOT_KEY_DESK: "a", ROBOT_KEY_ENG: "b", ROBOT_KEY_MGR: "c" };
    const outcome = estatesOf(parse(EXAMPLE, env));
    const held = new Set(outcome.estates.flatMap((estate) => estate.staff.flatMap((member) => member.roles)));
    expect([...held].sort()).toEqual([...ROLES].sort());
    expect(outcome.warnings).toEqual([]);
  });

  test("the example names each variable that is not set, at its line", () => {
    const line = EXAMPLE.split("\n").findIndex((text) => text.includes("ROBOT_KEY_ENG")) + 1;
    expect(problemsOf(EXAMPLE, { ROBOT_KEY_DESK: "a", ROBOT_KEY_ENG: " ", ROBOT_KEY_MGR: "c" })).toEqual([
      `estate.yaml:${line}: \${ROBOT_KEY_ENG} is not set: the environment or .env must give ROBOT_KEY_ENG`,
    ]);
  });
});

describe("an estate as a value", () => {
  test("holds no robot key anywhere", () => {
    const { estates, robotKeys } = estatesOf(parse(SAMPLE));
    expect(robotKeys.yunqi?.desk).toBe("simulator-robot-desk");
    expect(JSON.stringify(estates)).not.toContain("simulator-robot");
    expect(estates[0]?.groups.desk).toEqual({ id: "desk", name: "客服群", chatId: "wrDESK", hasRobot: true });
  });

  test("takes the key out of a whole webhook address", () => {
    const { text } = spoilt(
      "simulator-robot-desk",
      "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=11-aa-22",
    );
    expect(estatesOf(parse(text)).robotKeys.yunqi?.desk).toBe("11-aa-22");
  });

  test("with the least in it has the usual hours, zone and departments' names", () => {
    const text = `
estates:
  - id: small
    name: 小院
    staff: [{ userid: "007", name: 王芳, roles: [supervisor] }]
    groups: { all: { name: 大群 } }
    departments: { engineering: {}, customerService: { group: all } }
`;
    const { estates, warnings } = estatesOf(parse(text));
    expect(estates[0]).toMatchObject({
      timezone: "Asia/Shanghai",
      hours: { desk: { from: "08:30", to: "18:00" }, quiet: { from: "22:00", to: "07:30" } },
      departments: { engineering: { name: "工程部", head: null, group: "all" } },
      settings: {},
      buildings: [],
    });
    expect(estates[0] && deskGroup(estates[0])?.id).toBe("all");
    expect(warnings).toEqual([
      "estate.yaml:3: small: no kfAccounts: residents have no way in",
      "estate.yaml:3: small: nobody gets the digests",
      expect.stringMatching(
        /^estate.yaml:5: small: nobody holds receptionist, .*, headOffice: what is theirs/,
      ),
      "estate.yaml:6: small: group all has no webhookKey: nothing reaches it",
      "estate.yaml:7: small: department engineering has no head: its duties climb at once",
      "estate.yaml:7: small: department engineering has no group: its cards go to the desk's group",
      "estate.yaml:7: small: department customerService has no head: its duties climb at once",
    ]);
  });

  test("keeps a list of a setting and reads it back as the setting means it", () => {
    const text = `${SAMPLE}    settings: { "fee.statusDays": [8, 20], "complaint.minorDays": 3 }\n`;
    const settings = estatesOf(parse(text)).estates[0]?.settings;
    expect(settings).toEqual({ "fee.statusDays": "8, 20", "complaint.minorDays": 3 });
  });

  test("finds the knowledge file beside the estate file", () => {
    const text = SAMPLE.replace("knowledge: sample-knowledge.md", "knowledge: knowledge/yunqi.md");
    const outcome = estatesOf(parseEstateFile(text, "/srv/desk/estate.yaml", () => undefined));
    expect(outcome.knowledge).toEqual({ yunqi: "/srv/desk/knowledge/yunqi.md" });
  });
});

/** What somebody wrote, in place of what, and how the problem ends. */
const MISTAKES: readonly (readonly [from: string, to: string, message: RegExp])[] = [
  ["timezone:", "timezon:", /unknown key timezon; did you mean timezone\?$/],
  ["chatId: wrDESK", "chatid: wrDESK", /unknown key chatid; did you mean chatId\?$/],
  [
    "name: 客服群,",
    "colour: red, name: 客服群,",
    /unknown key colour; known here: name, chatId, webhookKey$/,
  ],
  ["Asia/Shanghai", "Asia/Shangai", /unknown timezone Asia\/Shangai; did you mean Asia\/Shanghai\?$/],
  ["08:30-18:00", "8:30-18:00", /desk must be two times, for example 08:30-18:00$/],
  ["22:00-07:30", "22:00-22:00", /quiet must be two times/],
  ["roles: [receptionist]", "roles: [receptionst]", /unknown role receptionst; did you mean receptionist\?$/],
  ["roles: [receptionist]", "roles: []", /roles must not be empty$/],
  [
    "department: security }",
    "department: securiti }",
    /unknown department securiti; did you mean security\?$/,
  ],
  ["landscaping: ", "gardening: ", /unknown department gardening; known: engineering, /],
  ["head: sunlei", "head: sunlie", /nobody of the staff has the userid sunlie; did you mean sunlei\?$/],
  ["group: engineering }", "group: enginering }", /unknown group enginering; did you mean engineering\?$/],
  ["to: [wangfang, chenming]", "to: [wangfang, nobody]", /nobody of the staff has the userid nobody/],
  ["group: managers }\n", "group: boss }\n", /unknown group boss; known: desk, engineering, managers$/],
  ["userid: xujia", "userid: LiNa", /userid LiNa is there twice$/],
  ["userid: xujia", "userid: 10086", /userid must be text: write it in quotes$/],
  ["userid: xujia", "userid: 许佳", /userid must be the account of the address book/],
  ["chatId: wrENG", "chatId: wrDESK", /chatId wrDESK is there twice$/],
  ['daily: "18:07"', 'daily: "25:00"', /daily must be a time HH:MM/],
  ['weekly: "mon 08:53"', 'weekly: "monday 9:00"', /weekly must be a weekday and a time/],
  ['monthly: "1 09:11"', 'monthly: "31 09:11"', /monthly must be a day from 1 to 28 and a time/],
  ["id: yunqi", "id: 云栖", /id must be 1 to 32 letters/],
  ["simulator-robot-desk", "not a key", /webhookKey must be the key of a group robot/],
  ["[wkSIMULATOR01]", "wkSIMULATOR01", /kfAccounts must be a list$/],
  ["name: 云栖花园", "name:", /name is missing$/],
];

describe("what cannot stand is named with its line and what would be right", () => {
  test.each(MISTAKES)("%j written as %j", (from, to, message) => {
    const { text, line } = spoilt(from, to);
    const problems = problemsOf(text);
    const first = problems.find((problem) => problem.startsWith(`estate.yaml:${line}: `));
    expect(first ?? problems.join("\n")).toMatch(message);
  });

  test.each([
    ["complaint.minorDay", 2, /unknown setting complaint\.minorDay; did you mean complaint\.minorDays\?$/],
    ["complaint.minorDays", 0, /complaint\.minorDays must be a whole number of days from 1 to 14 \(DL-10\)$/],
    ["complaint.minorDays", "{}", /must be a number, a word or a list$/],
    ["weather", 1, /unknown setting weather; the table of settings/],
  ])("setting %s: %s", (name, value, message) => {
    const problems = problemsOf(`${SAMPLE}    settings:\n      ${name}: ${value}\n`);
    expect(problems).toEqual([expect.stringMatching(message)]);
    expect(problems[0]).toMatch(new RegExp(`^estate.yaml:${SAMPLE.split("\n").length + 1}: `));
  });

  test("an account or an id of one estate in a second one", () => {
    const second = SAMPLE.slice(SAMPLE.indexOf("  - id:"));
    const problems = problemsOf(`${SAMPLE}${second}`).map((problem) => problem.replace(/^\S+ /, ""));
    expect(problems).toEqual([
      "id yunqi is there twice",
      "kfAccount wkSIMULATOR01 is there twice",
      "chatId wrDESK is there twice",
      "chatId wrENG is there twice",
      "chatId wrMGR is there twice",
    ]);
  });

  test("several at once, in the order of the lines", () => {
    const text = SAMPLE.replace("timezone:", "timezon:")
      .replace("head: sunlei", "head: sunlie")
      .replace("roles: [guard]", "roles: [gard]");
    const problems = problemsOf(text).map((problem) => problem.replace(/^estate.yaml:\d+: /, ""));
    expect(problems).toEqual([
      "unknown key timezon; did you mean timezone?",
      "nobody of the staff has the userid sunlie; did you mean sunlei?",
      "unknown role gard; did you mean guard?",
    ]);
  });
});

describe("a file that is no estate file", () => {
  test.each([
    ["estates:\n  - id: [1,\n", /^estate.yaml:\d: not valid YAML: /],
    ["estates: []\nestates: []\n", /^estate.yaml:2: not valid YAML: Map keys must be unique/],
    ["estates: *nowhere\n", /^estate.yaml:\d: not valid YAML: /],
    ["", /^estate.yaml:1: the file is missing$/],
    ["just words", /^estate.yaml:1: the file must be a block of keys$/],
    ["estates: []", /^estate.yaml:1: estates must not be empty$/],
    ["estates:\n  - 1\n", /^estate.yaml:2: estates must be a block of keys$/],
  ])("%j is a problem and no crash", (text, message) => {
    const problems = problemsOf(text);
    expect(problems.length).toBeGreaterThan(0);
    expect(problems[0]).toMatch(message);
  });

  test("one that is not there says which example to copy", async () => {
    expect(await readEstateFile("/nowhere/estate.yaml", () => undefined)).toEqual({
      kind: "problems",
      problems: ["/nowhere/estate.yaml: no such file; estate.example.yaml shows what belongs in it"],
    });
  });

  test("the key of a robot is in no problem", () => {
    const text = EXAMPLE.replace("name: 客服群", "nam: 客服群").replace("group: managers }", "group: x }");
    const secret = { ROBOT_KEY_DESK: "topsecret!", ROBOT_KEY_ENG: "topsecret2", ROBOT_KEY_MGR: "topsecret3" };
    const problems = problemsOf(text, secret);
    expect(problems.length).toBeGreaterThan(1);
    expect(problems.join("\n")).not.toContain("topsecret");
  });
});
