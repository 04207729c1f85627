import { readFileSync } from "node:fs";
import { parseEnv } from "node:util";
import { describe, expect, test } from "vitest";
import { VARIABLE_NAMES } from "../../src/config.js";

const root = new URL("../../", import.meta.url);
const EXAMPLE = readFileSync(new URL(".env.example", root), "utf8");
const ESTATE = readFileSync(new URL("estate.example.yaml", root), "utf8");
const IN_ESTATE = /\$\{(ROBOT_\w+)\}/g;

const namesInEstate = [...ESTATE.matchAll(IN_ESTATE)].map(([, name]) => name ?? "");
const names = [...EXAMPLE.matchAll(/^(\w+)=/gm)].map(([, name]) => name ?? "");

describe(".env.example", () => {
  test("has every variable the desk reads, in the order in which it reads them, and then the robot keys", () => {
    expect(namesInEstate.length).toBeGreaterThan(0);
    expect(names).toEqual([...VARIABLE_NAMES, ...namesInEstate]);
  });

  test("sets none of them, so that a copy of it changes nothing", () => {
    expect(parseEnv(EXAMPLE)).toEqual(Object.fromEntries(names.map((name) => [name, ""])));
  });

  test.each(names)("explains %s in one comment line above it", (name) => {
    const lines = EXAMPLE.split("\n");
    const line = lines.indexOf(`${name}=`);
    expect(lines[line - 1]).toMatch(/^# \S.+[.]$/);
    expect(lines[line - 2] ?? "").not.toMatch(/^# .+[^.]$/);
  });
});
