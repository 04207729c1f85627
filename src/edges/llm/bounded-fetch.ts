/** An answer has a few hundred bytes; beyond this nobody means well. */
const MOST_BYTES = 1_000_000;

/** A body that went on and on. */
class BodyTooLong extends Error {
  override readonly name = "BodyTooLong";
}

function createLimit(): TransformStream<Uint8Array, Uint8Array> {
  let bytes = 0;
  return new TransformStream({
    transform(chunk, controller) {
      bytes += chunk.byteLength;
      if (bytes > MOST_BYTES) controller.error(new BodyTooLong(`more than ${MOST_BYTES} bytes`));
      else controller.enqueue(chunk);
    },
  });
}

/** `fetch` whose body fails after a megabyte, before it fills the memory. */
export async function boundedFetch(...request: Parameters<typeof fetch>): Promise<Response> {
  const { body, status, statusText, headers } = await fetch(...request);
  return new Response(body?.pipeThrough(createLimit()) ?? null, { status, statusText, headers });
}
