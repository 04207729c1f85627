import { el, fill } from "./dom.js";
import { changed } from "./store.js";

const COMMANDS = ["接单", "完成", "备注", "转", "查", "待办", "帮助"];
const WITHOUT_NUMBER = new Set(["待办", "帮助"]);

/** Roles whose people write in groups most. */
const WORKERS = /维修|接待/;

function optionsOf(members, chatId) {
  const here = members.filter((one) => one.groups.includes(chatId));
  const others = members.filter((one) => !one.groups.includes(chatId));
  const option = ({ userid, name, roles }) =>
    el("option", { value: userid }, `${name}（${roles[0] ?? "员工"}）`);
  return [
    el("optgroup", { label: "本群的部门" }, here.map(option)),
    el("optgroup", { label: "其他同事" }, others.map(option)),
  ];
}

function usualSpeaker(members, chatId) {
  const here = members.filter((one) => one.groups.includes(chatId));
  return (here.find((one) => WORKERS.test(one.roles[0] ?? "")) ?? here[0])?.userid;
}

function latestNumber(lines) {
  for (const line of lines.toReversed()) {
    const found = line.from === "desk" ? /#(\d+)/.exec(line.text) : null;
    if (found) return found[1];
  }
  return null;
}

function withoutMarkup(text) {
  return text.replace(/<[^>]+>|[*>]/g, "").trim();
}

/** The line that is quoted, shown above the field until it is sent or dropped. */
function createQuote(focus) {
  const element = el("div", { class: "quote-chip", hidden: true });
  let quoted = null;
  function set(line) {
    quoted = line;
    element.hidden = line === null;
    if (line === null) return;
    const drop = el("button", { type: "button", "aria-label": "不引用了", onclick: () => set(null) }, "✕");
    fill(element, el("span", {}, `引用：${withoutMarkup(line.text).slice(0, 40)}`), drop);
    focus();
  }
  return { element, set, id: () => quoted?.id ?? null };
}

/** Who speaks in a group, to whom, and which line is quoted. */
export function createSpeaker({ members, put, focus }) {
  const select = el("select", { class: "choice", "aria-label": "谁在说话" });
  const mention = el("input", {
    type: "checkbox",
    class: "weui-switch",
    checked: true,
    "aria-label": "@机器人",
  });
  const quote = createQuote(focus);
  const chosen = new Map();
  let chatId = null;
  let number = null;
  select.addEventListener("change", () => {
    chosen.set(chatId, select.value);
    changed("speaker");
  });
  const wordsOf = (command) =>
    WITHOUT_NUMBER.has(command) ? command : `${command} ${quote.id() || !number ? "" : `${number} `}`;
  const chips = COMMANDS.map((command) =>
    el("button", { type: "button", class: "chip", onclick: () => put(wordsOf(command)) }, command),
  );
  return {
    element: el(
      "div",
      { class: "speaker" },
      el(
        "div",
        { class: "speaker-row" },
        select,
        el("label", { class: "speaker-mention" }, "@机器人", mention),
      ),
      el("div", { class: "chips", role: "group", "aria-label": "常用口令" }, chips),
      quote.element,
    ),
    who: () => ({ userid: select.value, to: mention.checked ? "bot" : "people" }),
    quote: quote.set,
    quoted: quote.id,
    read(lines) {
      number = latestNumber(lines);
    },
    enter(next) {
      if (next === chatId) return;
      chatId = next;
      quote.set(null);
      fill(select, optionsOf(members(), chatId));
      select.value = chosen.get(chatId) ?? usualSpeaker(members(), chatId) ?? select.value;
    },
  };
}
