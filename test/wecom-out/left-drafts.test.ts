import { mkdir, mkdtemp, readdir, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { removeLeftDrafts } from "../../src/edges/wecom/media-vault.js";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "guanjia-drafts-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** Half a file of a download that was last written to so many minutes ago. */
async function draft(name: string, minutes: number): Promise<void> {
  await mkdir(join(folder, "incoming"), { recursive: true });
  await writeFile(join(folder, "incoming", name), "half a photo");
  const touched = new Date(Date.now() - minutes * 60_000);
  await utimes(join(folder, "incoming", name), touched, touched);
}

const left = () => readdir(join(folder, "incoming"));

test("what a crash left of downloads is gone after the start of the only desk", async () => {
  await draft("a.part", 0);
  await draft("b.part", 600);
  await draft("note.txt", 600);
  expect(await removeLeftDrafts(folder, true)).toBe(2);
  expect(await left()).toEqual(["note.txt"]);
  expect(await removeLeftDrafts(folder, true)).toBe(0);
});

test("beside other desks only what nobody can be writing any more goes", async () => {
  await draft("theirs.part", 3);
  await draft("nobodys.part", 16);
  expect(await removeLeftDrafts(folder, false)).toBe(1);
  expect(await left()).toEqual(["theirs.part"]);
});

test("a desk that never downloaded anything has nothing to remove", async () => {
  expect(await removeLeftDrafts(folder, true)).toBe(0);
});
