import { act } from "./api.js";
import { openDialog } from "./dialog.js";
import { el, fill } from "./dom.js";
import { onChange, state } from "./store.js";

function begin(scene) {
  return act("/scenes", { scene });
}

function confirmFirst(scene, { title, words, confirm }) {
  openDialog({
    title,
    body: el("p", {}, words),
    confirm,
    danger: true,
    onConfirm: async () => {
      await begin(scene);
    },
  });
}

function switchRow(one) {
  const input = el("input", {
    type: "checkbox",
    class: "weui-switch",
    checked: one.on,
    "aria-label": one.title,
  });
  input.addEventListener("change", () => turn(one.id, input.checked ? "on" : "off"));
  return el(
    "label",
    { class: "fault-row" },
    el("span", {}, el("b", {}, one.title), el("small", {}, one.words)),
    input,
  );
}

function turn(id, to) {
  return act("/misfortunes", { id, turn: to });
}

function createFaults() {
  const list = el("div", { class: "fault-list" });
  const summary = el("summary", { class: "scene-button" });
  const element = el(
    "details",
    { class: "faults" },
    summary,
    el("div", { class: "fault-box" }, el("p", {}, "让平台出点毛病，看管家怎么应付："), list),
  );
  document.addEventListener("click", (event) => {
    if (!element.contains(event.target)) element.open = false;
  });
  element.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    element.open = false;
    summary.focus();
  });
  return {
    element,
    draw() {
      const on = state.misfortunes.filter((one) => one.on).length;
      summary.textContent = on ? `故障 ${on}` : "故障";
      summary.classList.toggle("is-on", on > 0);
      const rows = [...list.querySelectorAll("input")];
      if (rows.length !== state.misfortunes.length) fill(list, state.misfortunes.map(switchRow));
      else for (const [at, one] of state.misfortunes.entries()) rows[at].checked = one.on;
    },
  };
}

/** Buttons of the prepared scenes and of what can go wrong. */
export function mountScenes(container) {
  const day = el(
    "button",
    { type: "button", class: "scene-button scene-main", onclick: () => begin("day") },
    "演示一天",
  );
  const month = el(
    "button",
    {
      type: "button",
      class: "scene-button",
      onclick: () =>
        confirmFirst("month", {
          title: "换成示例月份？",
          words:
            "现在的台账和聊天会清空，换成过去三十天、一百来件各种状态的事。一般要半分钟，电脑忙的时候久一些；上面看得到进度，也可以停止。",
          confirm: "换成示例月份",
        }),
    },
    "示例月份",
  );
  const empty = el(
    "button",
    {
      type: "button",
      class: "scene-button",
      onclick: () =>
        confirmFirst("empty", {
          title: "重置为空？",
          words: "台账、聊天和故障都会清空，时间回到现在。",
          confirm: "清空",
        }),
    },
    "重置为空",
  );
  const faults = createFaults();
  fill(container, day, month, empty, faults.element);
  onChange((topics) => {
    if (topics.has("all") || topics.has("act")) {
      const busy = state.act.current !== null;
      day.disabled = busy;
      month.disabled = busy || !state.canReset;
      empty.disabled = busy || !state.canReset;
    }
    if (topics.has("all") || topics.has("misfortunes")) faults.draw();
  });
  return { turn };
}
