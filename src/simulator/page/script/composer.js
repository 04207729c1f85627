import { el, fill } from "./dom.js";

/**
 * The field at the bottom of a chat: Enter sends, Shift+Enter begins a line, and with an empty field the
 * arrow keys go to the next person.
 */
export function createComposer({ label, placeholder, onSend, onArrow, before = [], after = [] }) {
  const field = el("textarea", {
    class: "composer-field",
    rows: "1",
    "aria-label": label,
    placeholder,
    maxlength: "2000",
    enterkeyhint: "send",
  });
  const send = el(
    "button",
    { type: "button", class: "weui-btn weui-btn_mini weui-btn_primary", disabled: true },
    "发送",
  );
  const extra = el("div", { class: "composer-extra" });
  const resize = () => {
    send.disabled = field.value.trim() === "";
    field.style.height = "auto";
    field.style.height = `${Math.min(field.scrollHeight, 120)}px`;
  };
  const submit = async () => {
    const text = field.value.trim();
    if (text === "") return;
    field.value = "";
    resize();
    // What was refused comes back, so that nobody has to type it again.
    if (!(await onSend(text)) && field.value === "") {
      field.value = text;
      resize();
    }
  };
  field.addEventListener("input", resize);
  field.addEventListener("keydown", (event) => {
    // Enter also ends the choice of a word in a Chinese input method.
    if (event.isComposing || event.keyCode === 229) return;
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      submit();
    } else if ((event.key === "ArrowUp" || event.key === "ArrowDown") && field.value === "") {
      event.preventDefault();
      onArrow(event.key === "ArrowDown" ? 1 : -1);
    }
  });
  send.addEventListener("click", submit);
  return {
    element: el(
      "div",
      { class: "composer" },
      extra,
      el("div", { class: "composer-row" }, before, field, after, send),
    ),
    field,
    setExtra(child) {
      // Put there once: moving it would take the focus from what is in it.
      if (extra.firstElementChild !== child) fill(extra, child);
    },
    setPlaceholder: (words) => field.setAttribute("placeholder", words),
    put(text) {
      field.value = text;
      resize();
      field.focus();
      field.setSelectionRange(text.length, text.length);
    },
  };
}
