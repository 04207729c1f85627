import { el } from "./dom.js";

const SHOWN_MILLIS = 4_500;

/** A few words at the top that go by themselves. */
export function toast(words, kind = "plain") {
  const box = el("div", { class: `toast toast-${kind}`, role: kind === "warn" ? "alert" : "status" }, words);
  document.getElementById("layer").append(box);
  setTimeout(() => box.remove(), SHOWN_MILLIS);
}
