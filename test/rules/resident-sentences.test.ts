import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

const FOLDER = "src/rules/wording";

/** Files whose sentences residents read. */
const FOR_RESIDENTS = readdirSync(FOLDER).filter((name) =>
  /^(?:resident|smalltalk|conversation|progress|satisfaction)-wording\.ts$|^emergency-playbooks\.ts$/.test(
    name,
  ),
);

function sentences(name: string): string[] {
  const text = readFileSync(join(FOLDER, name), "utf8");
  const code = text.replace(/\/\*\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, "").replace(/^import .*$/gm, "");
  return [...code.matchAll(/"([^"\n]*)"|`([^`]*)`/g)]
    .map((found) => found[1] ?? found[2] ?? "")
    .filter((sentence) => /\p{Script=Han}{4}/u.test(sentence));
}

const ALL = FOR_RESIDENTS.flatMap(sentences);

test("the set of sentences residents read is there to be reviewed", () => {
  expect(FOR_RESIDENTS).toHaveLength(6);
  expect(ALL.length).toBeGreaterThan(60);
});

test("no sentence shouts, smiles or speaks the language of offices", () => {
  const loud = ALL.filter((one) =>
    /[!！]|\p{Extended_Pictographic}|亲[，,~]|尊敬的|兹|特此|予以|贵户|该业主|亲爱的/u.test(one),
  );
  expect(loud).toEqual([]);
});

test("no sentence blames the resident, admits guilt for others or promises money", () => {
  const wrong = ALL.filter((one) =>
    /您应该|请您务必|您没有按|是我们的责任|我们负全责|赔偿|保证不会/.test(one),
  );
  expect(wrong).toEqual([]);
});

test("every sentence says 您, never 你", () => {
  expect(ALL.filter((one) => /你/.test(one))).toEqual([]);
});

test("no sentence with a full stop is longer than a screen of a phone", () => {
  expect(ALL.filter((one) => [...one.replace(/\$\{[^}]*\}/g, "几个字")].length > 130)).toEqual([]);
});
