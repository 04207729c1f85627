import { el, fill } from "./dom.js";
import { onChange, residentPlace, state, unread } from "./store.js";

const PANES = { residents: "住户", staff: "员工", ledger: "台账", wire: "接口" };

function waiting() {
  const places = [...state.places.keys()].filter((place) => unread(place) > 0);
  const own = state.residents.map((one) => residentPlace(one.id));
  return {
    residents: places.some((place) => own.includes(place)),
    staff: places.some((place) => !place.startsWith("kf:")),
  };
}

/** At phone width one pane is shown at a time; these choose it. */
export function mountTabs(container, book) {
  const buttons = Object.entries(PANES).map(([id, name]) => {
    const dot = el("span", { class: "weui-badge weui-badge_dot", hidden: true });
    return {
      id,
      dot,
      element: el("button", { type: "button", class: "tab", onclick: () => show(id) }, name, dot),
    };
  });
  fill(
    container,
    buttons.map((one) => one.element),
  );

  function show(id) {
    document.body.dataset.pane = id === "ledger" || id === "wire" ? "book" : id;
    if (id === "ledger" || id === "wire") book.show(id);
    for (const button of buttons)
      button.element.setAttribute("aria-current", button.id === id ? "page" : "false");
  }

  show("residents");
  onChange((topics) => {
    if (topics.has("record") && state.record !== null) show("ledger");
    if (!["all", "places", "seen"].some((topic) => topics.has(topic))) return;
    const news = waiting();
    for (const { id, dot } of buttons) dot.hidden = !news[id];
  });
  return { show };
}
