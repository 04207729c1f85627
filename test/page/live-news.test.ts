import { afterAll, beforeAll, expect, test } from "vitest";
import { dataFolder, type OpenPage, openPage, PATIENCE } from "./open-page.js";

let data: Awaited<ReturnType<typeof dataFolder>>;
let page: OpenPage;

beforeAll(async () => {
  data = await dataFolder();
  page = await openPage(data.folder);
}, PATIENCE);

afterAll(async () => {
  await page.stop();
  await data.remove();
}, PATIENCE);

interface News {
  readonly places?: readonly { readonly place: string }[];
  readonly ledger?: true;
  readonly misfortunes?: readonly { readonly id: string; readonly on: boolean }[];
}

/** Listens as a browser would; `until` reads on to the first news that is wanted. */
async function listen() {
  const leaving = new AbortController();
  const response = await fetch(`${page.address()}/simulator/api/events`, { signal: leaving.signal });
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = "";
  return {
    type: response.headers.get("content-type"),
    leave: () => leaving.abort(),
    async until(wanted: (news: News) => boolean): Promise<News> {
      for (;;) {
        const [event, ...rest] = text.split("\n\n");
        if (rest.length > 0) {
          text = rest.join("\n\n");
          const news = /^event: news\ndata: (.*)$/.exec(event ?? "");
          const told: News | null = news?.[1] ? JSON.parse(news[1]) : null;
          if (told && wanted(told)) return told;
          continue;
        }
        const { value, done } = (await reader?.read()) ?? { done: true };
        if (done) throw new Error("the stream ended");
        text += value;
      }
    },
  };
}

test("an open page hears of messages, of the ledger and of misfortunes by itself", async () => {
  const stream = await listen();
  expect(stream.type).toMatch(/^text\/event-stream/);
  await page.says("wmSIMwangli", "3栋2单元502水管爆了，客厅都是水");
  const place = "kf:wkSIMULATOR01|wmSIMwangli";
  await stream.until((news) => news.places?.some((one) => one.place === place) ?? false);
  await stream.until((news) => news.ledger === true);
  await page.post("/misfortunes", { id: "slow", turn: "on" });
  const news = await stream.until((one) => one.misfortunes !== undefined);
  expect(news.misfortunes?.find((one) => one.id === "slow")).toMatchObject({ on: true });
  stream.leave();
});

test("a restart of the desk does not wait for pages that listen", async () => {
  const stream = await listen();
  const begun = performance.now();
  await page.simulation.restart();
  expect(performance.now() - begun).toBeLessThan(8_000);
  await expect(stream.until(() => false)).rejects.toThrow();
  const again = await listen();
  await page.post("/misfortunes", { id: "slow", turn: "off" });
  await again.until((one) => one.misfortunes !== undefined);
  again.leave();
});
