import { createWriteStream, type WriteStream } from "node:fs";
import { mkdir, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { finished } from "node:stream/promises";
import type { MadeFile } from "../../desk/form-ports.js";

/** A file under a name of its own until it is whole. What goes wrong on the disk is thrown where it is written. */
export interface DraftFile {
  readonly stream: WriteStream;
  /** Throws what went wrong on the disk so far. */
  check(): void;
  /** Waits until everything written is on the disk and gives the file its name. */
  keep(): Promise<Omit<MadeFile, "rows">>;
  discard(): Promise<void>;
}

/** Characters that a file name cannot have on one system or another. */
const UNFIT = /[\\/:*?"<>|\p{Cc}]/gu;

/** A name that every file system takes. */
export function fileName(words: string): string {
  return words.replace(UNFIT, "-").replace(/^\.+/, "").trim() || "-";
}

/** Opens a draft in the folder, which is made; only the owner of the process may read it. */
export async function openDraft(folder: string, name: string): Promise<DraftFile> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, fileName(name));
  const draft = `${path}.${process.pid}.part`;
  const stream = createWriteStream(draft, { mode: 0o600 });
  let failure: unknown = null;
  stream.on("error", (error) => {
    failure = error;
  });
  const check = () => {
    if (failure) throw new Error(`write ${name}`, { cause: failure });
  };
  return {
    stream,
    check,
    async keep() {
      if (!stream.writableFinished && !failure) await finished(stream).catch(() => undefined);
      check();
      await rename(draft, path);
      const { size } = await stat(path);
      return { name: fileName(name), path, bytes: size };
    },
    async discard() {
      stream.destroy();
      await rm(draft, { force: true });
    },
  };
}
