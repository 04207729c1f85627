import type { WireEntry } from "./wire.js";

/** What a listener hears: one crossing of the wire, or a change on somebody's screen. */
export type News =
  | { readonly topic: "wire"; readonly entry: WireEntry }
  | {
      readonly topic: "chat";
      readonly channel: "kf" | "app" | "bot" | "group";
      /** `open_kfid|external_userid`, userid, or chatid. */
      readonly peer: string;
    };

export interface NewsBoard {
  publish(news: News): void;
  /** Returns the way to stop listening. */
  subscribe(listener: (news: News) => void): () => void;
  /**
   * Resolves as soon as `ask` gives something else than undefined or false, asked anew on every piece of
   * news; rejects after `withinMillis` of real time with `what` and whatever `state` tells.
   */
  until<T>(
    ask: () => T | undefined | false,
    terms: { withinMillis: number; what: string; state?: () => string },
  ): Promise<T>;
}

export function createNewsBoard(): NewsBoard {
  const listeners = new Set<(news: News) => void>();
  const subscribe: NewsBoard["subscribe"] = (listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  };
  return {
    subscribe,
    publish(news) {
      for (const listener of [...listeners]) listener(news);
    },
    until(ask, terms) {
      return new Promise((resolve, reject) => {
        const look = () => {
          const found = ask();
          if (found === undefined || found === false) return;
          unsubscribe();
          clearTimeout(timer);
          resolve(found);
        };
        const unsubscribe = subscribe(look);
        const timer = setTimeout(() => {
          unsubscribe();
          const state = terms.state ? `; ${terms.state()}` : "";
          reject(new Error(`waited ${terms.withinMillis} ms in vain for ${terms.what}${state}`));
        }, terms.withinMillis);
        look();
      });
    },
  };
}
