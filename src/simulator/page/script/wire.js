import { get } from "./api.js";
import { el, fill, keepInStep } from "./dom.js";
import { oneAtATime } from "./one-at-a-time.js";
import { onChange } from "./store.js";
import { sayClock, sayDate } from "./times.js";

const CHANNELS = {
  "": "全部",
  kf: "微信客服",
  app: "应用",
  robot: "群机器人",
  bot: "智能机器人",
  files: "素材",
  token: "令牌",
};

function outcome(line) {
  if (line.status === null) return el("span", { class: "wire-bad" }, "没有答复");
  if (line.errcode) return el("span", { class: "wire-bad" }, `errcode ${line.errcode}`);
  return el("span", { class: line.status === 200 ? "" : "wire-bad" }, `${line.status}`);
}

function code(title, text) {
  return text
    ? el("div", { class: "wire-code" }, el("h4", {}, title), el("pre", { tabindex: "0" }, text))
    : null;
}

function detailOf(entry) {
  return [
    el("p", { class: "wire-url" }, `${entry.method} ${entry.url}`),
    code("请求", entry.request.plain),
    code("答复", entry.reply?.plain),
    el(
      "details",
      {},
      el("summary", {}, "线上的原文"),
      code("请求", entry.request.raw),
      code("答复", entry.reply?.raw),
    ),
  ];
}

function drawLine(line) {
  const toDesk = line.direction === "toDesk";
  const detail = el("div", { class: "wire-detail", hidden: true });
  const head = el(
    "button",
    { type: "button", class: "wire-row", "aria-expanded": "false" },
    el(
      "span",
      { class: toDesk ? "wire-in" : "wire-out", title: toDesk ? "平台 → 管家" : "管家 → 平台" },
      toDesk ? "← 平台" : "管家 →",
    ),
    el("span", { class: "wire-name" }, line.name),
    outcome(line),
    el("span", { class: "wire-took" }, `${line.tookMillis} 毫秒`),
    el("time", { title: sayDate(line.at) }, sayClock(line.at)),
  );
  head.addEventListener("click", async () => {
    const opens = detail.hidden;
    head.setAttribute("aria-expanded", String(opens));
    detail.hidden = !opens;
    if (!opens || detail.childElementCount > 0) return;
    const entry = await get(`/wire/${line.id}`).catch((error) => error);
    fill(detail, entry instanceof Error ? entry.message : detailOf(entry));
  });
  return el("li", {}, head, line.note ? el("div", { class: "wire-note" }, line.note) : null, detail);
}

/** What crossed between desk and platform, newest first. */
export function createWire() {
  let channel = "";
  const list = el("ul", { class: "wires" });
  const note = el("p", { class: "book-note" });
  const filters = Object.entries(CHANNELS).map(([id, name]) =>
    el(
      "button",
      { type: "button", class: "filter", "aria-pressed": String(id === ""), onclick: () => pick(id) },
      name,
    ),
  );
  const element = el(
    "div",
    { class: "book-part", hidden: true },
    el(
      "div",
      { class: "book-page" },
      el(
        "div",
        { class: "book-tools" },
        el("div", { class: "filters", role: "group", "aria-label": "筛选接口记录" }, filters),
      ),
      el("p", { class: "book-note" }, "管家和平台之间的每一次请求，最新的在最上面；已解密，密钥只显示开头。"),
      list,
      note,
    ),
  );

  function pick(id) {
    channel = id;
    Object.keys(CHANNELS).forEach((one, at) => {
      filters[at].setAttribute("aria-pressed", String(one === id));
    });
    load();
  }

  const load = oneAtATime(async () => {
    if (element.hidden) return;
    const { total, lines } = await get(`/wire${channel ? `?channel=${channel}` : ""}`);
    keepInStep(list, lines, { key: (line) => line.id, print: () => "", draw: drawLine });
    const cut = total > lines.length ? `共 ${total} 次，这里是最新的 ${lines.length} 次。` : null;
    fill(note, total === 0 ? "还没有往来。" : cut);
  });

  onChange((topics) => {
    if (topics.has("all") || topics.has("wire")) load();
  });
  return { element, wake: load };
}
