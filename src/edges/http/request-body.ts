import type { IncomingMessage } from "node:http";

/** Discarded rather than cut off, so that an honest client with a large body still hears the answer. */
const DISCARD_FACTOR = 8;

/**
 * The body as bytes, or null when it exceeds `maxBytes` or breaks off. Holds at most `maxBytes` in memory:
 * what exceeds is read and thrown away, up to a limit after which the connection is given up.
 */
export function readBody(request: IncomingMessage, maxBytes: number): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  return new Promise((resolve) => {
    const finish = (body: Buffer | null) => {
      request.off("data", take).off("end", end).off("close", breakOff).off("error", breakOff);
      // An error after this must not bring the process down for want of a listener.
      request.on("error", () => {});
      resolve(body);
    };
    const take = (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes <= maxBytes) {
        chunks.push(chunk);
      } else {
        chunks.length = 0;
        if (bytes > maxBytes * DISCARD_FACTOR) {
          request.pause();
          finish(null);
        }
      }
    };
    const end = () => finish(bytes > maxBytes ? null : Buffer.concat(chunks));
    const breakOff = () => finish(null);
    request.on("data", take).on("end", end).on("close", breakOff).on("error", breakOff);
  });
}
