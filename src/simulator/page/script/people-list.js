import { avatar, el, keepInStep } from "./dom.js";

const STEPS = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

function spokenName({ name, note, unread }) {
  return `${name}${note ? ` ${note}` : ""}${unread ? `，${unread} 条新消息` : ""}`;
}

function drawPerson(person, { isOpen, onOpen }) {
  const badge = person.unread > 99 ? "99+" : person.unread;
  return el(
    "button",
    {
      type: "button",
      role: "tab",
      class: "person",
      "aria-selected": String(isOpen),
      tabindex: isOpen ? "0" : "-1",
      "aria-label": spokenName(person),
      onclick: () => onOpen(person.id),
    },
    el(
      "span",
      { class: "person-face" },
      avatar(person.name, person.kind ?? "person"),
      badge ? el("span", { class: "weui-badge" }, badge) : null,
    ),
    el("span", { class: "person-name" }, person.name),
    person.note ? el("span", { class: "person-note" }, person.note) : null,
  );
}

/**
 * People to choose from. One of them is in the tab order; the arrow keys go from one to the next and open
 * them at once.
 */
export function createPeopleList({ label, onOpen, direction }) {
  const element = el("div", {
    class: `people people-${direction}`,
    role: "tablist",
    "aria-label": label,
    "aria-orientation": direction === "row" ? "horizontal" : "vertical",
  });
  const chosen = () => element.querySelector('[aria-selected="true"]');
  let people = [];
  let open = null;

  function step(by) {
    const at = people.findIndex((one) => one.id === open);
    const next = people[(at + by + people.length) % people.length];
    if (next) onOpen(next.id);
  }

  element.addEventListener("keydown", (event) => {
    const by = STEPS[event.key];
    if (!by) return;
    event.preventDefault();
    step(by);
    chosen()?.focus();
  });

  return {
    element,
    step,
    show(list, openId) {
      const moved = open !== openId;
      people = list;
      open = openId;
      keepInStep(element, list, {
        key: (person) => person.id,
        print: (person) => JSON.stringify([person, person.id === openId]),
        draw: (person) => drawPerson(person, { isOpen: person.id === openId, onOpen }),
      });
      if (moved) chosen()?.scrollIntoView({ block: "nearest", inline: "nearest" });
    },
  };
}
