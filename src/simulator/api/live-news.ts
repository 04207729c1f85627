import { PassThrough } from "node:stream";

/** What may have changed. A place is named as in `conversation-view.ts`. */
export type Topic = "people" | "misfortunes" | "clock" | "act" | "ledger" | "wire" | `place:${string}`;

/** Tells every open page what changed, as server-sent events. */
export interface LiveNews {
  note(...topics: readonly Topic[]): void;
  /** A new listener; the stream ends when the page leaves or the desk stops. */
  listen(): PassThrough;
  listeners(): number;
  /** Ends all streams; the pages come back by themselves. */
  hangUp(): void;
}

/** A comment now and then keeps proxies from closing a quiet stream. */
const BREATH_MILLIS = 15_000;
/** How soon a page comes back after the desk was restarted. */
const RETURN_MILLIS = 400;

/**
 * Makes the board; `describe` turns topics into what the pages are told. Changes are gathered for a while: a
 * week of messages in a second must not be a thousand events.
 */
export function createLiveNews(terms: {
  describe: (topics: ReadonlySet<Topic>) => unknown;
  gatherMillis: () => number;
}): LiveNews {
  const streams = new Set<PassThrough>();
  let gathered = new Set<Topic>();
  let timer: NodeJS.Timeout | null = null;

  function flush(): void {
    timer = null;
    const topics = gathered;
    gathered = new Set();
    if (streams.size === 0) return;
    const event = `event: news\ndata: ${JSON.stringify(terms.describe(topics))}\n\n`;
    for (const stream of streams) stream.write(event);
  }

  const breath = setInterval(() => {
    for (const stream of streams) stream.write(": \n\n");
  }, BREATH_MILLIS);
  breath.unref();

  return {
    note(...topics) {
      for (const topic of topics) gathered.add(topic);
      if (timer) return;
      timer = setTimeout(flush, terms.gatherMillis()).unref();
    },
    listen() {
      const stream = new PassThrough();
      stream.write(`retry: ${RETURN_MILLIS}\nevent: hello\ndata: {}\n\n`);
      streams.add(stream);
      stream.on("close", () => streams.delete(stream));
      return stream;
    },
    listeners: () => streams.size,
    hangUp() {
      for (const stream of streams) stream.end();
      streams.clear();
    },
  };
}
