import { act } from "./api.js";
import { openDialog } from "./dialog.js";
import { el, fill } from "./dom.js";
import { onChange, state } from "./store.js";
import { deskNow, sayClock, sayDate, sayLength } from "./times.js";

const MOVES = { hour: "+1 小时", day: "+1 天", week: "+1 周", next: "到下一个时刻" };
const SAME_TIME_MILLIS = 2_000;

function move(kind) {
  return act("/clock", { move: kind });
}

function goBack() {
  if (!state.clock.canReturn) return move("real");
  openDialog({
    title: "回到现在？",
    body: el(
      "p",
      {},
      "时间不能在台账上倒流：快进之后发生的事（消息、登记、催办）都会撤销，回到你第一次快进之前的样子。",
    ),
    confirm: "回到现在",
    danger: true,
    onConfirm: async () => {
      await move("real");
    },
  });
}

function distance(millis) {
  if (Math.abs(millis) < SAME_TIME_MILLIS) return "就是现在";
  return millis > 0 ? `比现在快 ${sayLength(millis)}` : `比现在慢 ${sayLength(-millis)}`;
}

/** The desk's time and the buttons that move it. */
export function mountClock(container) {
  const date = el("span", { class: "clock-date" });
  const time = el("b", { class: "clock-time" });
  const ahead = el("span", { class: "clock-ahead" });
  const buttons = Object.entries(MOVES).map(([kind, words]) =>
    el("button", { type: "button", class: "clock-move", onclick: () => move(kind) }, words),
  );
  const back = el("button", { type: "button", class: "clock-move clock-back", onclick: goBack }, "回到现在");
  fill(
    container,
    el("div", { class: "clock-face", role: "timer", "aria-label": "管家的时间" }, date, time, ahead),
    el("div", { class: "clock-moves", role: "group", "aria-label": "移动时间" }, buttons, back),
  );
  const draw = () => {
    const busy = state.act.current !== null;
    for (const button of buttons) button.disabled = busy;
    back.disabled = busy || (Math.abs(state.clock.aheadMillis) < SAME_TIME_MILLIS && !state.clock.canReturn);
    ahead.textContent = distance(state.clock.aheadMillis);
    ahead.classList.toggle("is-away", Math.abs(state.clock.aheadMillis) >= SAME_TIME_MILLIS);
  };
  onChange((topics) => {
    if (["all", "clock", "act"].some((topic) => topics.has(topic))) draw();
  });
  return {
    tick() {
      const now = deskNow();
      date.textContent = sayDate(now);
      time.textContent = sayClock(now);
    },
  };
}
