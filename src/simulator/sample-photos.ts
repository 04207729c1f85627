import { readdir, readFile } from "node:fs/promises";

const FOLDER = new URL("./page/photos/", import.meta.url);

/** Names of the photos a resident of the simulator has at hand. */
export async function samplePhotoNames(): Promise<string[]> {
  const files = await readdir(FOLDER);
  return files
    .filter((file) => file.endsWith(".jpg"))
    .map((file) => file.slice(0, -".jpg".length))
    .sort();
}

/** One of them; null when there is none with that name. */
export async function readSamplePhoto(name: string): Promise<Buffer | null> {
  const known = await samplePhotoNames();
  return known.includes(name) ? readFile(new URL(`${name}.jpg`, FOLDER)) : null;
}
