import { XMLParser, XMLValidator } from "fast-xml-parser";
import { asRecord, type WireRecord } from "./wire-fields.js";

/** A callback nests four deep (SelectedItems) and has some twenty elements; a change_contact about forty. */
const MAX_DEPTH = 8;
const MAX_TAGS = 500;

const DECLARATION = /^\s*<\?xml\s[^<>]*\?>/;
const FOREIGN_ENTITY = /&(?!(?:lt|gt|amp|quot|apos|#\d{1,7}|#x[0-9a-f]{1,6});)/i;

const parser = new XMLParser({
  // MsgId exceeds 2^53 (protocol §0.4): digits stay text.
  parseTagValue: false,
  ignoreAttributes: true,
  maxNestedTags: MAX_DEPTH,
  // The five entities of XML itself and character numbers; whatever else was refused before.
  processEntities: true,
  htmlEntities: true,
});

/**
 * The children of the root `<xml>`, every leaf as text, or null for anything a callback has no use for:
 * malformed XML, a DTD, foreign entities, comments, processing instructions, too deep or too many elements.
 */
export function parseXml(source: string): WireRecord | null {
  const text = source
    .replace(/^\uFEFF/, "")
    .replace(DECLARATION, "")
    .trim();
  const markup = withoutCdata(text);
  if (markup === null || /<[!?]/.test(markup) || FOREIGN_ENTITY.test(markup)) return null;
  if (markup.split("<").length > MAX_TAGS) return null;
  try {
    if (XMLValidator.validate(text) !== true) return null;
    return asRecord(parser.parse(text)?.xml);
  } catch {
    // The parser throws for depth and for names that would reach into object prototypes.
    return null;
  }
}

// What people wrote stands in CDATA and may contain anything; only the markup around it is judged.
function withoutCdata(text: string): string | null {
  let markup = "";
  let from = 0;
  for (;;) {
    const start = text.indexOf("<![CDATA[", from);
    if (start === -1) return markup + text.slice(from);
    const end = text.indexOf("]]>", start);
    if (end === -1) return null;
    markup += text.slice(from, start);
    from = end + 3;
  }
}
