import { get } from "./api.js";
import { el, fill, keepInStep } from "./dom.js";
import { drawLine } from "./lines.js";
import { oneAtATime } from "./one-at-a-time.js";
import { sayMoment } from "./times.js";

const NEAR_BOTTOM = 90;
const GAP_MILLIS = 5 * 60_000;

function withTimes(lines, isMine) {
  let shown = 0;
  return lines.map((line) => {
    const time = line.at - shown > GAP_MILLIS || line.at < shown;
    if (time) shown = line.at;
    return { line, time: time ? sayMoment(line.at) : null, mine: isMine(line) };
  });
}

/**
 * The scrolling part of a chat. It stays at the bottom for who reads there, and where it is for who has
 * scrolled up.
 */
export function createChatLog({ label, empty, terms, isMine }) {
  const list = el("div", { class: "log-lines" });
  const hint = el("div", { class: "log-empty" });
  const more = el("button", { type: "button", class: "log-more", hidden: true }, "↓ 新消息");
  const scroller = el(
    "div",
    { class: "log", role: "log", "aria-label": label, "aria-live": "polite", tabindex: "0" },
    hint,
    list,
  );
  const element = el("div", { class: "log-frame" }, scroller, more);
  let follows = true;
  const isAtBottom = () => scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < NEAR_BOTTOM;
  const toBottom = () => {
    follows = true;
    scroller.scrollTop = scroller.scrollHeight;
    more.hidden = true;
  };
  more.addEventListener("click", toBottom);
  scroller.addEventListener("scroll", () => {
    follows = isAtBottom();
    if (follows) more.hidden = true;
  });
  // A strip that opens above, or a picture that arrives late, must not push the last words out of sight.
  const observer = new ResizeObserver(() => {
    if (follows) toBottom();
  });
  observer.observe(scroller);
  observer.observe(list);
  let place = null;

  // Lines of the chat before, and their buttons, must not stand under the name of the next one.
  function enter(next) {
    if (next === place) return;
    place = next;
    follows = true;
    fill(hint, null);
    list.replaceChildren();
  }

  function show(conversation) {
    enter(conversation.place);
    const follow = follows;
    const before = list.lastElementChild;
    fill(hint, conversation.lines.length === 0 ? empty() : null);
    keepInStep(list, withTimes(conversation.lines, isMine), {
      key: ({ line }) => line.id,
      print: (thing) => JSON.stringify(thing),
      draw: (thing) => drawLine(thing, terms(conversation.lines)),
    });
    if (follow) toBottom();
    else if (list.lastElementChild !== before) more.hidden = false;
  }

  // Who says something wants to see it, and the answer.
  return { element, enter, show, follow: toBottom };
}

/** Loads a conversation; of several wanted in a row only the last counts. */
export function createLoader(onLoaded) {
  let wanted = null;
  const ask = oneAtATime(async () => {
    const asked = wanted;
    const conversation = await get(`/conversations/${encodeURIComponent(asked)}`);
    if (wanted === asked) onLoaded(conversation);
  });
  return (place) => {
    wanted = place;
    ask();
  };
}
