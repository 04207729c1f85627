import { mkdir, readdir, rename, rm, stat, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import type { ReportPictures } from "../../desk/draw-report.js";

/** Days a picture is kept: it is sent within the hour, and an hour-long outage of the platform must not lose it. */
const KEPT_MILLIS = 7 * 86_400_000;

const FONT = "@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf";

/** Draws pictures into `reports` below the data folder and removes those nobody will ask for any more. */
export function createReportPictures(dataFolder: string): ReportPictures {
  const folder = join(dataFolder, "reports");
  return {
    async draw(charts, name) {
      const { drawDayPicture } = await import("./day-picture.js");
      const png = await drawDayPicture(charts, createRequire(import.meta.url).resolve(FONT));
      await mkdir(folder, { recursive: true });
      await removeOld(folder);
      const path = join(folder, `${name}.png`);
      // Renamed whole, so that nobody sends half a picture.
      await writeFile(`${path}.part`, png);
      await rename(`${path}.part`, path);
      return path;
    },
  };
}

async function removeOld(folder: string): Promise<void> {
  const before = Date.now() - KEPT_MILLIS;
  for (const name of await readdir(folder)) {
    const path = join(folder, name);
    const { mtimeMs } = await stat(path);
    if (/\.png(\.part)?$/.test(name) && mtimeMs < before) await rm(path, { force: true });
  }
}
