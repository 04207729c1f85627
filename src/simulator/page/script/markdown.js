import { el } from "./dom.js";

/** What WeCom understands inside a line: bold, code, colours, links, mentions. */
const INLINE =
  /\*\*(.+?)\*\*|`([^`]+)`|<font color="?(info|comment|warning)"?>([\s\S]*?)<\/font>|<@([^>\s]+)>|\[([^\]]+)\]\((https?:[^)\s]+)\)/g;

function inline(text, nameOf) {
  const nodes = [];
  let from = 0;
  for (const match of text.matchAll(INLINE)) {
    const [whole, bold, code, colour, coloured, mention, label] = match;
    if (match.index > from) nodes.push(text.slice(from, match.index));
    from = match.index + whole.length;
    if (bold !== undefined) nodes.push(el("strong", {}, inline(bold, nameOf)));
    else if (code !== undefined) nodes.push(el("code", {}, code));
    else if (colour !== undefined)
      nodes.push(el("span", { class: `md-${colour}` }, inline(coloured, nameOf)));
    else if (mention !== undefined) nodes.push(el("span", { class: "mention" }, `@${nameOf(mention)}`));
    // A link leads out of the simulator: its words are shown, not followed.
    else nodes.push(el("span", { class: "md-link" }, label));
  }
  if (from < text.length) nodes.push(text.slice(from));
  return nodes;
}

/** Markdown as a group robot may send it, as elements. */
export function markdown(text, nameOf) {
  return text.split("\n").map((line) => {
    const heading = /^(#{1,6})\s+(.*)$/.exec(line);
    if (heading) return el("div", { class: "md-heading" }, inline(heading[2], nameOf));
    const quote = /^>\s?(.*)$/.exec(line);
    if (quote) return el("div", { class: "md-quote" }, inline(quote[1], nameOf));
    return el("div", { class: "md-line" }, line === "" ? "\u00a0" : inline(line, nameOf));
  });
}
