import { spawn } from "node:child_process";
import { mkdir, readdir, rename, rm, stat } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { ReportPictures } from "../../desk/draw-report.js";
import { DAY_PICTURE, dayChartOption, PICTURE_FONT } from "./day-picture.js";

/** How long a picture is kept: it is sent within the hour, and an outage of the platform must not lose it. */
const KEPT_MILLIS = 7 * 86_400_000;
/** A painter that takes longer is stopped: the text has long gone. */
const PATIENCE_MILLIS = 60_000;

const FONT = "@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf";
const PAINTER = fileURLToPath(new URL("./paint-picture.mjs", import.meta.url));

/** Has pictures painted into `reports` below the data folder; removes those nobody will ask for any more. */
export function createReportPictures(dataFolder: string): ReportPictures {
  const folder = join(dataFolder, "reports");
  return {
    async draw(charts, name) {
      await mkdir(folder, { recursive: true });
      await removeOld(folder);
      const path = join(folder, `${name}.png`);
      const part = `${path}.part`;
      const fontFile = createRequire(import.meta.url).resolve(FONT);
      const option = dayChartOption(charts);
      await paint(JSON.stringify({ ...DAY_PICTURE, option, fontFile, fontName: PICTURE_FONT, path: part }));
      // Renamed whole, so that nobody sends half a picture.
      await rename(part, path);
      return path;
    },
  };
}

function paint(task: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const painter = spawn(process.execPath, [PAINTER], {
      stdio: ["pipe", "ignore", "ignore"],
      timeout: PATIENCE_MILLIS,
    });
    painter.once("error", reject);
    painter.once("close", (code) => {
      if (code === 0) resolve();
      else reject(new Error(`the painter of pictures ended with ${code}`));
    });
    // One that ended early takes no task; its end tells why.
    painter.stdin.on("error", () => undefined);
    painter.stdin.end(task);
  });
}

async function removeOld(folder: string): Promise<void> {
  const before = Date.now() - KEPT_MILLIS;
  for (const name of await readdir(folder)) {
    if (!/\.png(\.part)?$/.test(name)) continue;
    const path = join(folder, name);
    const { mtimeMs } = await stat(path);
    if (mtimeMs < before) await rm(path, { force: true });
  }
}
