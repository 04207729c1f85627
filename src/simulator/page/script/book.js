import { el, fill } from "./dom.js";
import { createLedger } from "./ledger.js";
import { onChange } from "./store.js";
import { createWire } from "./wire.js";

/** The right pane: the ledger and the wire, one at a time. */
export function mountBook(pane) {
  const parts = { ledger: createLedger(), wire: createWire() };
  const names = { ledger: "台账", wire: "接口记录" };
  const buttons = {};
  let open = "ledger";

  function show(name) {
    open = name;
    for (const [one, part] of Object.entries(parts)) {
      const isOpen = one === name;
      part.element.hidden = !isOpen;
      buttons[one].setAttribute("aria-selected", String(isOpen));
      buttons[one].tabIndex = isOpen ? 0 : -1;
    }
    parts[name].wake();
  }

  const tabs = el("div", { class: "book-tabs", role: "tablist", "aria-label": "台账或接口记录" });
  for (const [name, words] of Object.entries(names)) {
    buttons[name] = el("button", { type: "button", role: "tab", onclick: () => show(name) }, words);
    tabs.append(buttons[name]);
  }
  tabs.addEventListener("keydown", (event) => {
    if (event.key !== "ArrowLeft" && event.key !== "ArrowRight") return;
    show(open === "ledger" ? "wire" : "ledger");
    buttons[open].focus();
  });
  fill(pane, tabs, parts.ledger.element, parts.wire.element);
  show("ledger");
  onChange((topics) => {
    if (topics.has("record")) show("ledger");
  });
  return { show };
}
