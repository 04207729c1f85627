import { el } from "./dom.js";

let titles = 0;

/** A WeChat dialog. `onConfirm` returns false to keep it open; Escape and 取消 close it. */
export function openDialog({ title, body, confirm, onConfirm, danger = false }) {
  const before = document.activeElement;
  titles += 1;
  const id = `dialog-${titles}`;
  const dialog = el("dialog", { class: "dialog", "aria-labelledby": id });
  const close = () => {
    dialog.close();
    dialog.remove();
    before?.focus?.();
  };
  const form = el(
    "form",
    { method: "dialog" },
    el("h2", { class: "dialog-title", id }, title),
    el("div", { class: "dialog-body" }, body),
    el(
      "div",
      { class: "dialog-buttons" },
      el("button", { type: "button", class: "weui-btn weui-btn_default", onclick: close }, "取消"),
      el(
        "button",
        { type: "submit", class: `weui-btn ${danger ? "weui-btn_warn" : "weui-btn_primary"}` },
        confirm,
      ),
    ),
  );
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if ((await onConfirm()) !== false) close();
  });
  dialog.addEventListener("cancel", (event) => {
    event.preventDefault();
    close();
  });
  dialog.append(form);
  document.getElementById("layer").append(dialog);
  dialog.showModal();
}
