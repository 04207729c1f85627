import { open } from "node:fs/promises";

export type OutgoingFile =
  | { readonly kind: "file"; readonly bytes: Uint8Array<ArrayBuffer> }
  | { readonly kind: "refused"; readonly reason: string };

/** WeCom refuses media of five bytes or fewer (protocol §11). */
const SHORTEST_MEDIA = 6;

/** Reads a file that is to be sent, or says why it cannot be: gone, empty, or larger than the channel takes. */
export async function readOutgoingFile(path: string, maxBytes: number): Promise<OutgoingFile> {
  try {
    const file = await open(path, "r");
    try {
      const { size } = await file.stat();
      if (size > maxBytes)
        return { kind: "refused", reason: `the file has ${size} bytes, ${maxBytes} are allowed` };
      if (size < SHORTEST_MEDIA) return { kind: "refused", reason: "the file is empty" };
      return { kind: "file", bytes: new Uint8Array(await file.readFile()) };
    } finally {
      await file.close();
    }
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "unknown error";
    return { kind: "refused", reason: `the file cannot be read (${code})` };
  }
}
