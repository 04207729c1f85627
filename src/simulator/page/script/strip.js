import { act } from "./api.js";
import { el, fill } from "./dom.js";
import { onChange, state } from "./store.js";

const OUTCOME_MILLIS = 8_000;

function actRow(current) {
  const bar = el("span", { class: "act-bar" });
  const done = el("span", { class: "act-done" });
  done.style.width = `${Math.round((current.progress ?? 0) * 100)}%`;
  bar.append(done);
  return el(
    "div",
    { class: `act act-${current.kind}` },
    el("b", {}, current.title),
    current.progress === null ? el("i", { class: "weui-loading", "aria-hidden": "true" }) : bar,
    el("span", { class: "act-caption" }, current.caption),
    current.canStop
      ? el("button", { type: "button", class: "act-stop", onclick: () => act("/stop") }, "停止")
      : null,
  );
}

function faultChips() {
  return state.misfortunes
    .filter((one) => one.on)
    .map((one) =>
      el(
        "span",
        { class: "fault-chip" },
        `故障：${one.title}`,
        el(
          "button",
          {
            type: "button",
            "aria-label": `关掉：${one.title}`,
            onclick: () => act("/misfortunes", { id: one.id, turn: "off" }),
          },
          "关掉",
        ),
      ),
    );
}

/** Under the bar: what is being played, how it ended, and which misfortunes are on. */
export function mountStrip(container) {
  let shownOutcome = null;
  let timer = null;
  let wasRunning = false;

  function draw() {
    const { current, last } = state.act;
    if (wasRunning && !current && last) {
      shownOutcome = last;
      clearTimeout(timer);
      timer = setTimeout(() => {
        shownOutcome = null;
        draw();
      }, OUTCOME_MILLIS);
    }
    wasRunning = current !== null;
    if (current) shownOutcome = null;
    fill(
      container,
      state.connected ? null : el("div", { class: "act act-offline" }, "正在连接模拟器…"),
      current ? actRow(current) : null,
      shownOutcome
        ? el("div", { class: `act act-ended${shownOutcome.failed ? " is-late" : ""}` }, shownOutcome.words)
        : null,
      faultChips(),
    );
  }

  onChange((topics) => {
    if (["all", "act", "misfortunes", "connected"].some((topic) => topics.has(topic))) draw();
  });
}
