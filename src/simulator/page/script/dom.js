/**
 * Makes an element. Words always become text nodes, so nothing anybody wrote is ever read as markup.
 * `on…` are listeners, `class` and `data-…`/`aria-…` attributes; true and false set and leave out.
 */
export function el(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : String(value));
  }
  element.append(...present(children));
  return element;
}

/** Puts these in the place of what the element holds. */
export function fill(element, ...children) {
  element.replaceChildren(...present(children));
  return element;
}

function present(children) {
  return children.flat(2).filter((child) => child !== null && child !== undefined && child !== false);
}

/** Colours of avatars, dark enough for white letters. */
const COLOURS = ["#3d7bd9", "#c9562f", "#2f8f6b", "#8a5fc7", "#b3862b", "#b8477e", "#4b7f95", "#6d7a3d"];

function colourOf(name) {
  let sum = 0;
  for (const character of name) sum = (sum * 31 + character.codePointAt(0)) % 9973;
  return COLOURS[sum % COLOURS.length];
}

/** A square with the last characters of a name, as WeCom draws people without a picture. */
export function avatar(name, kind = "person") {
  const letters = kind === "person" ? [...name].slice(-2).join("") : [...name].slice(0, 1).join("");
  const square = el("span", { class: `avatar avatar-${kind}`, "aria-hidden": "true" }, letters);
  if (kind === "person") square.style.backgroundColor = colourOf(name);
  return square;
}

/** What each element was drawn from. */
const drawn = new WeakMap();

function replaceChild(child, fresh) {
  const held = child.contains(document.activeElement);
  child.replaceWith(fresh);
  if (held) (fresh.matches("button,a,input") ? fresh : fresh.querySelector("button,a,input"))?.focus();
}

/**
 * Keeps a list of elements in step with a list of things: what did not change stays untouched, so that
 * nothing flickers and focus and selection survive.
 */
export function keepInStep(container, things, { key, print, draw }) {
  const known = new Map([...container.children].map((child) => [drawn.get(child)?.key, child]));
  let place = container.firstElementChild;
  for (const thing of things) {
    const name = key(thing);
    const mark = print(thing);
    let child = known.get(name);
    known.delete(name);
    if (!child || drawn.get(child).mark !== mark) {
      const fresh = draw(thing);
      drawn.set(fresh, { key: name, mark });
      if (child) {
        if (place === child) place = fresh;
        replaceChild(child, fresh);
      }
      child = fresh;
    }
    if (child === place) place = place.nextElementSibling;
    else container.insertBefore(child, place);
  }
  for (const gone of known.values()) gone.remove();
}
