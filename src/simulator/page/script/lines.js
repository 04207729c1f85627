import { avatar, el } from "./dom.js";
import { markdown } from "./markdown.js";
import { staffOf, state } from "./store.js";

function nameOf(id) {
  if (id === "all" || id === "@all") return "所有人";
  return staffOf(id)?.name ?? state.residents.find((one) => one.id === id)?.name ?? id;
}

/** Plain words with the mentions a text message carries beside them. */
function plainText(line) {
  const mentions = line.kind === "text" ? line.mentions : [];
  return [line.text, mentions.map(({ name }) => el("span", { class: "mention" }, ` @${name}`))];
}

function picture(line) {
  const source = `/simulator/api/media/${encodeURIComponent(line.file.id)}`;
  return el("img", { class: "photo", src: source, alt: "照片", loading: "lazy" });
}

function cardButtons(line, { onClick }) {
  const { card } = line;
  if (card.greyedTo) return el("div", { class: "card-done" }, card.greyedTo);
  if (card.buttons.length === 0) return null;
  return el(
    "div",
    { class: "card-buttons" },
    card.buttons.map((button, at) =>
      el(
        "button",
        {
          type: "button",
          class: `weui-btn weui-btn_mini ${at === 0 ? "weui-btn_primary" : "weui-btn_default"}`,
          disabled: !button.calls || !onClick,
          onclick: () => onClick?.(card.taskId, button.key),
        },
        button.text,
      ),
    ),
  );
}

function cardBody(line, terms) {
  const { card } = line;
  return el(
    "div",
    { class: "card", role: "group", "aria-label": card.title },
    el("div", { class: "card-title" }, card.title),
    card.text ? el("div", { class: "card-text" }, card.text) : null,
    card.rows.map(({ name, value }) =>
      el("div", { class: "card-row" }, el("span", { class: "card-name" }, name), el("span", {}, value)),
    ),
    cardButtons(line, terms),
  );
}

function menuBody(line, { onChoose }) {
  return [
    el("div", {}, line.text),
    el(
      "div",
      { class: "menu" },
      line.menu.map((item) =>
        el(
          "button",
          { type: "button", class: "menu-item", disabled: !onChoose, onclick: () => onChoose?.(item.id) },
          item.text,
        ),
      ),
    ),
  ];
}

const KIND_WORDS = {
  voice: "语音 4″",
  video: "视频",
  file: "文件",
  location: "位置",
  link: "链接",
  unknown: "一条管家不认识的消息（视频号商品）",
};

function body(line, terms) {
  if (line.card) return cardBody(line, terms);
  if (line.menu?.length) return menuBody(line, terms);
  if (line.kind === "markdown" || line.kind === "markdown_v2") return markdown(line.text, nameOf);
  if (line.kind === "image" && line.file) return picture(line);
  if (line.kind === "voice") return el("span", { class: "voice" }, KIND_WORDS.voice);
  if (line.kind === "unknown") return el("span", { class: "odd" }, KIND_WORDS.unknown);
  if (KIND_WORDS[line.kind]) return `[${KIND_WORDS[line.kind]}] ${line.text}`;
  return plainText(line);
}

function bubbleClass(line) {
  if (line.card) return "bubble bubble-card";
  if (line.kind === "image") return "bubble bubble-photo";
  return "bubble";
}

function tools(line, { onQuote, onRecall }) {
  if (onQuote && line.from === "desk") {
    const words = { type: "button", class: "line-tool", "aria-label": "引用这条消息" };
    return el("button", { ...words, onclick: () => onQuote(line) }, "引用");
  }
  if (onRecall && line.from === "person") {
    const words = { type: "button", class: "line-tool", "aria-label": "撤回这条消息" };
    return el("button", { ...words, onclick: () => onRecall(line) }, "撤回");
  }
  return null;
}

function content(line, terms) {
  const bubble = el("div", { class: bubbleClass(line) }, body(line, terms));
  if (terms.onQuote && line.from === "desk") {
    bubble.classList.add("is-quotable");
    // Whoever marks words to copy them wants no quotation; the button beside it is for the keyboard.
    bubble.addEventListener("click", () => {
      if (getSelection().isCollapsed) terms.onQuote(line);
    });
  }
  return el(
    "div",
    { class: "line-body" },
    terms.showNames ? el("div", { class: "line-name" }, line.authorName) : null,
    line.quote ? el("div", { class: "line-quote" }, line.quote) : null,
    bubble,
    line.finished ? null : el("div", { class: "line-note" }, "正在输入…"),
    line.failed === null ? null : el("div", { class: "line-note line-failed" }, "平台没有送达"),
  );
}

/** One line of a chat with the time above it where some time has passed. */
export function drawLine({ line, time, mine }, terms) {
  const when = time ? el("div", { class: "line-time" }, time) : null;
  if (line.recalled) {
    const who = mine ? "你" : line.authorName;
    return el("div", { class: "line-box" }, when, el("div", { class: "line-time" }, `${who}撤回了一条消息`));
  }
  const face = line.from === "desk" ? avatar(terms.deskFace ?? "管", "desk") : avatar(line.authorName);
  const side = mine ? "line line-mine" : "line";
  return el(
    "div",
    { class: "line-box" },
    when,
    el("div", { class: side, "data-from": line.from }, face, content(line, terms), tools(line, terms)),
  );
}
