import { get } from "./api.js";
import { el, fill } from "./dom.js";
import { openRecord, openResident, state } from "./store.js";
import { deskNow, reading, sayLength, sayMoment } from "./times.js";

const JUDGES = { rules: "按规则", model: "按模型", desk: "前台人工" };

function facts(record) {
  const rows = [
    ["位置", record.room],
    ["住户", [record.contactName, record.contactPhone].filter(Boolean).join(" ")],
    ["期望时间", record.wishedTime],
    ["预约", record.appointmentAt ? sayMoment(record.appointmentAt) : null],
    ["责任", [record.department, record.assignee].filter(Boolean).join(" · ")],
    ["登记", sayMoment(record.receivedAt)],
    ["处理", record.handling],
    ["关闭理由", record.closeReason],
  ];
  return el(
    "dl",
    { class: "facts" },
    rows.filter(([, value]) => value).map(([name, value]) => [el("dt", {}, name), el("dd", {}, value)]),
  );
}

function whyLine({ why }) {
  const confidence = `${Math.round(why.confidence * 100)}%`;
  return [
    el(
      "p",
      { class: "why" },
      `${JUDGES[why.by] ?? why.by}归类，把握 ${confidence}`,
      why.needsClassification ? "，等前台确认" : "",
    ),
    el("p", { class: "why-rule", title: why.ruleId }, why.rule),
  ];
}

const DUTY_STATES = { settled: "已完成", cancelled: "已取消", paused: "暂停中" };

function dutyLine(duty) {
  const limit =
    duty.state === "open"
      ? reading(el("b", { class: "duty-limit" }), "due", duty.dueAt)
      : el("span", { class: "duty-done" }, DUTY_STATES[duty.state]);
  const isAhead = duty.state === "open" && duty.nextNudgeAt > deskNow();
  const next = isAhead ? ` · 下次催办 ${sayMoment(duty.nextNudgeAt)}` : "";
  return el(
    "li",
    { class: `duty duty-${duty.state}` },
    el("div", { class: "duty-head" }, el("span", {}, duty.name), limit),
    el(
      "div",
      { class: "duty-note" },
      `${sayMoment(duty.dueAt)} 前 · ${duty.owner}`,
      duty.ladder.length ? ` → ${duty.ladder.join(" → ")}` : "",
      next,
    ),
    el("div", { class: "duty-note" }, duty.rule),
  );
}

function askedLine(asked) {
  const assessed = asked.satisfaction ? el("b", { class: "duty-done" }, asked.satisfaction) : null;
  const when = asked.state === "planned" ? `${sayMoment(asked.at)} 前` : sayMoment(asked.at);
  const parts = [asked.stateName, asked.by, when];
  return el(
    "li",
    { class: "duty" },
    el("div", { class: "duty-head" }, el("span", {}, asked.name), assessed),
    el("div", { class: "duty-note" }, parts.filter(Boolean).join(" · ")),
    asked.words ? el("div", { class: "duty-note" }, `「${asked.words}」`) : null,
  );
}

function entryLine(entry) {
  return el(
    "li",
    { class: "entry" },
    el(
      "div",
      { class: "entry-head" },
      el("b", {}, entry.name),
      el("span", {}, entry.actor),
      el("time", {}, sayMoment(entry.at)),
    ),
    entry.details.map(({ name, value }) => el("div", { class: "entry-detail" }, el("span", {}, name), value)),
  );
}

function messageLine(message) {
  return el(
    "li",
    { class: "told" },
    el("span", {}, message.to),
    el("span", { class: `told-${message.state}` }, message.stateName),
    el("span", {}, message.attempts > 1 ? `试了 ${message.attempts} 次` : ""),
    el("time", {}, sayMoment(message.at)),
  );
}

function fileLine(file) {
  if (file.isPicture) {
    return el("img", {
      class: "file-photo",
      src: `/simulator/api/attachments/${file.id}`,
      alt: "住户发来的照片",
    });
  }
  const states = { waiting: "正在取回", saved: "已保存", lost: "没取到" };
  const kinds = { image: "照片", voice: "语音", video: "视频", file: "文件" };
  return el(
    "span",
    { class: "file" },
    `${kinds[file.kind] ?? file.kind} · ${states[file.state] ?? file.state}`,
  );
}

function section(title, ...body) {
  return el("section", { class: "record-part" }, el("h3", {}, title), ...body);
}

function headLine(record) {
  const done = record.handledAt ?? record.closedAt;
  return el(
    "header",
    { class: "record-head" },
    el("button", { type: "button", class: "back", onclick: () => openRecord(null) }, "‹ 台账"),
    el("h2", {}, `#${record.number} ${record.fullKind}`),
    record.emergency ? el("span", { class: "tag tag-emergency" }, "紧急") : null,
    el("span", { class: `state state-${record.status}` }, record.statusName),
    el(
      "span",
      { class: "record-took" },
      done
        ? `用时 ${sayLength(done - record.receivedAt)}`
        : reading(el("span", {}), "age", record.receivedAt),
    ),
  );
}

function whole(record) {
  const resident = state.residents.find((one) => one.id === record.resident);
  return [
    headLine(record),
    el("blockquote", { class: "record-words" }, record.matter),
    facts(record),
    resident
      ? el(
          "button",
          { type: "button", class: "to-phone", onclick: () => openResident(resident.id) },
          `看 ${resident.name} 的手机`,
        )
      : null,
    section("为什么这样归类", whyLine(record)),
    section(
      "时限与责任",
      record.duties.length ? el("ul", { class: "duties" }, record.duties.map(dutyLine)) : "没有时限。",
    ),
    record.asked.length
      ? section("回访与满意度", el("ul", { class: "duties" }, record.asked.map(askedLine)))
      : null,
    record.attachments.length
      ? section("附件", el("div", { class: "files" }, record.attachments.map(fileLine)))
      : null,
    section("经过", el("ol", { class: "entries" }, record.entries.map(entryLine))),
    section("通知了谁", el("ul", { class: "tolds" }, record.messages.map(messageLine))),
  ];
}

/** One record with all that happened to it. */
export function createRecord() {
  const element = el("div", { class: "book-page record", hidden: true });
  let shown = null;
  let print = "";

  async function load(id) {
    try {
      const record = await get(`/records/${id}`);
      const mark = JSON.stringify(record);
      if (state.record !== id || mark === print) return;
      const top = shown === id ? element.scrollTop : 0;
      fill(element, whole(record));
      element.scrollTop = top;
      if (shown !== id) element.querySelector(".back")?.focus();
      shown = id;
      print = mark;
    } catch (error) {
      if (/没有这件事/.test(error.message)) openRecord(null);
    }
  }

  return {
    element,
    show(id) {
      element.hidden = id === null;
      if (id === null) {
        shown = null;
        print = "";
        fill(element);
      } else load(id);
    },
  };
}
