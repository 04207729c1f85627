// Fails when a floor is lower than it ever was: what the triage once could, it has to go on being able to.
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";

const PATH = ".ci/eval-floors.json";
const git = (...args) => execFileSync("git", args, { encoding: "utf8" });

const now = JSON.parse(readFileSync(PATH, "utf8"));
const fallen = [];
for (const commit of git("log", "--format=%h", "--", PATH).split("\n").filter(Boolean)) {
  const then = JSON.parse(git("show", `${commit}:${PATH}`));
  for (const [file, measures] of Object.entries(then)) {
    for (const [measure, floor] of Object.entries(measures)) {
      const found = now[file]?.[measure];
      if (!(found >= floor)) fallen.push(`${file} ${measure}: ${found}, but ${floor} in ${commit}`);
    }
  }
}
for (const line of fallen) console.log(line);
console.log(fallen.length === 0 ? "every floor stands as high as ever" : "floors have fallen");
process.exit(fallen.length === 0 ? 0 : 1);
