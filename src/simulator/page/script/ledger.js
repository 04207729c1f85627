import { get } from "./api.js";
import { el, fill, keepInStep } from "./dom.js";
import { oneAtATime } from "./one-at-a-time.js";
import { createRecord } from "./record.js";
import { onChange, openRecord, state } from "./store.js";
import { deskNow, reading } from "./times.js";

const isOpen = (record) => record.status === "recorded" || record.status === "accepted";
const isLate = (record) => isOpen(record) && record.dueAt !== null && record.dueAt <= deskNow();

const FILTERS = {
  all: { name: "全部", keeps: () => true },
  open: { name: "未办", keeps: isOpen },
  late: { name: "超时", keeps: isLate },
  complaint: { name: "投诉", keeps: (record) => record.kind === "complaint" },
  done: { name: "已办", keeps: (record) => !isOpen(record) },
};

function tags(record) {
  return [
    el("span", { class: `tag tag-${record.kind}` }, record.fullKind),
    record.emergency ? el("span", { class: "tag tag-emergency" }, "紧急") : null,
    record.chaseCount ? el("span", { class: "tag tag-chased" }, `催${record.chaseCount}次`) : null,
    record.needsClassification ? el("span", { class: "tag tag-unclear" }, "待确认") : null,
  ];
}

function limitOf(record) {
  if (!isOpen(record)) return null;
  if (record.paused) return el("span", { class: "record-limit" }, "暂停中");
  return record.dueAt ? reading(el("span", { class: "record-limit" }), "due", record.dueAt) : null;
}

function drawRecord(record) {
  const age = reading(el("span", {}), "age", record.receivedAt);
  const ended = record.closedAt ?? record.handledAt;
  return el(
    "li",
    {},
    el(
      "button",
      {
        type: "button",
        class: `record-row status-${record.status}`,
        "aria-label": `${record.fullKind} ${record.number} 号，${record.matter}，${record.statusName}`,
        onclick: () => openRecord(record.id),
      },
      el(
        "span",
        { class: "record-line" },
        el("b", { class: "record-number" }, `#${record.number}`),
        tags(record),
        el("span", { class: "record-matter" }, record.title),
        el("span", { class: "record-age" }, ended ? null : age),
      ),
      el(
        "span",
        { class: "record-line record-where" },
        el("span", { class: "record-status" }, record.statusName),
        el("span", {}, [record.department, record.assignee].filter(Boolean).join(" · ")),
        record.attachments ? el("span", {}, `附图 ${record.attachments}`) : null,
        limitOf(record),
      ),
    ),
  );
}

function matches(record, words) {
  const hay = `#${record.number} ${record.room ?? ""} ${record.matter} ${record.assignee ?? ""} ${record.department}`;
  return hay.includes(words);
}

function createFilters(onPick) {
  const buttons = Object.entries(FILTERS).map(([id, { name }]) => {
    const count = el("span", { class: "filter-count" });
    const words = { type: "button", class: "filter", "aria-pressed": "false", onclick: () => onPick(id) };
    return { id, count, element: el("button", words, name, count) };
  });
  return {
    element: el(
      "div",
      { class: "filters", role: "group", "aria-label": "筛选台账" },
      buttons.map((one) => one.element),
    ),
    show(records, open) {
      for (const { id, count, element } of buttons) {
        count.textContent = String(records.filter(FILTERS[id].keeps).length);
        element.setAttribute("aria-pressed", String(id === open));
      }
    },
  };
}

/** All records, and one of them opened. */
export function createLedger() {
  let records = [];
  let total = 0;
  let filter = "all";
  const list = el("ul", { class: "records" });
  const note = el("p", { class: "book-note" });
  const search = el("input", {
    type: "search",
    class: "search",
    placeholder: "找编号、房号、内容、人",
    "aria-label": "在台账里找",
  });
  const filters = createFilters((id) => {
    filter = id;
    draw();
  });
  const overview = el(
    "div",
    { class: "book-page" },
    el("div", { class: "book-tools" }, filters.element, search),
    list,
    note,
  );
  const record = createRecord();
  const element = el("div", { class: "book-part" }, overview, record.element);
  search.addEventListener("input", () => draw());

  function draw() {
    const shown = records.filter(FILTERS[filter].keeps).filter((one) => matches(one, search.value.trim()));
    filters.show(records, filter);
    keepInStep(list, shown, { key: (one) => one.id, print: (one) => JSON.stringify(one), draw: drawRecord });
    const empty = records.length === 0 ? "台账还是空的。住户报一件事，这里就会有一条。" : "没有符合的记录。";
    fill(
      note,
      shown.length === 0
        ? empty
        : total > records.length
          ? `共 ${total} 条，这里是最新的 ${records.length} 条。`
          : null,
    );
  }

  const load = oneAtATime(async () => {
    ({ records, total } = await get("/records"));
    draw();
  });

  onChange((topics) => {
    if (topics.has("all") || topics.has("ledger")) load();
    if (!["record", "all", "ledger"].some((topic) => topics.has(topic))) return;
    overview.hidden = state.record !== null;
    record.show(state.record);
  });
  // A limit passes without any news.
  setInterval(() => filters.show(records, filter), 15_000);
  return { element, wake: load };
}
