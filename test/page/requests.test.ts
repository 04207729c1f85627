import { afterAll, beforeAll, describe, expect, test } from "vitest";
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

describe("the page's own files", () => {
  test("are complete, and the browser may load nothing from anywhere else", async () => {
    const html = await fetch(page.address());
    expect(html.headers.get("content-security-policy")).toMatch(/^default-src 'none'; script-src 'self'; /);
    const wanted = [...(await html.text()).matchAll(/(?:href|src)="([^"]+)"/g)].map(
      (match) => match[1] ?? "",
    );
    expect(wanted.length).toBeGreaterThan(5);
    const seen = new Set(wanted);
    for (const path of seen) {
      expect(path).toMatch(/^\/simulator\//);
      const file = await fetch(page.address() + path);
      expect([path, file.status]).toEqual([path, 200]);
      const imports = path.endsWith(".js") ? (await file.text()).matchAll(/from "\.\/([^"]+)"/g) : [];
      for (const [, name] of imports) seen.add(`/simulator/page/script/${name}`);
    }
  });

  test.each([
    "/simulator/page/script/..%2f..%2fstage.js",
    "/simulator/page/%2e%2e/page-routes.js",
    "/simulator/page/script/main.ts",
    "/simulator/page/photos/none.jpg",
  ])("are all that is served: %s is not found", async (path) => {
    expect((await fetch(page.address() + path)).status).toBe(404);
  });
});

describe("a request that is wrong", () => {
  const WRONG: readonly (readonly [path: string, body: unknown, status: number, words: RegExp])[] = [
    ["/residents", { name: " " }, 400, /name：请写称呼/],
    ["/residents", { name: "周", phone: "12345" }, 400, /11 位数字/],
    ["/residents", { name: "周", account: "wkOTHER" }, 404, /没有这个微信客服账号/],
    ["/residents/wmSIMwangli/messages", { type: "song" }, 400, /type，可以是 text、spoken/],
    ["/residents/wmSIMwangli/messages", { type: "text", text: "" }, 400, /请写一句话/],
    ["/residents/wmSIMwangli/messages", { type: "text", text: "长".repeat(2_001) }, 400, /2000 个字/],
    ["/residents/wmSIMwangli/messages", { type: "image", base64: "???" }, 400, /base64/],
    ["/residents/wmSIMwangli/messages", { type: "sample", name: "../leak" }, 404, /没有这张/],
    ["/residents/nobody/messages", { type: "text", text: "好" }, 404, /没有这位住户/],
    ["/groups/wrNONE/messages", { userid: "lina", text: "好", to: "bot" }, 404, /没有这个群/],
    ["/groups/wrDESK/messages", { userid: "lina", text: "好", to: "all" }, 400, /bot（@机器人）或 people/],
    ["/groups/wrDESK/messages", { userid: "nobody", text: "好", to: "bot" }, 404, /没有这个人/],
    ["/members/lina/clicks", { taskId: "case-0", button: "accept:0" }, 409, /没有这个按钮/],
    ["/clock", { move: "year" }, 400, /hour、day、week、next、real/],
    ["/misfortunes", { id: "flood", turn: "on" }, 404, /slow、busy、drop/],
    ["/scenes", { scene: "night" }, 400, /day、empty、month/],
    ["/stop", {}, 409, /没有可以停止/],
  ];

  test.each(WRONG)("to %s with %j is told what would be right", async (path, body, status, words) => {
    const before = JSON.stringify((await page.get("/records")).body.records);
    const answer = await page.post(path, body);
    expect(answer.status).toBe(status);
    expect(answer.body.error).toMatch(words);
    expect(JSON.stringify((await page.get("/records")).body.records)).toBe(before);
  });

  test("in form alone is refused before it is read", async () => {
    const plain = await page.call("POST", "/clock", { body: '{"move":"hour"}' });
    expect(plain).toMatchObject({
      status: 415,
      body: { error: expect.stringContaining("application/json") },
    });
    const headers = { "content-type": "application/json" };
    const broken = await page.call("POST", "/clock", { headers, body: '{"move"' });
    expect(broken).toMatchObject({ status: 400, body: { error: "请求体要是 JSON" } });
    const huge = await page.call("POST", "/clock", { headers, body: `"${"x".repeat(5_000_000)}"` });
    expect(huge.status).toBe(413);
  });

  test("from a page of another site is refused", async () => {
    const strange = await page.call("GET", "/overview", { headers: { origin: "https://elsewhere.example" } });
    expect(strange.status).toBe(403);
    expect((await page.call("GET", "/overview", { headers: { origin: page.address() } })).status).toBe(200);
  });
});
