import fc from "fast-check";
import { expect, test } from "vitest";
import { parseXml } from "../../src/edges/wecom/xml.js";

test("a MsgId beyond 2^53 keeps every digit", () => {
  expect(parseXml("<xml><MsgId>7400000000000000001</MsgId></xml>")).toEqual({
    MsgId: "7400000000000000001",
  });
});

test.each(["0012", "1e3", "0x10", "true", "1.0"])("%s stays the text it is", (text) => {
  expect(parseXml(`<xml><Content>${text}</Content></xml>`)).toEqual({ Content: text });
});

test("whatever a person writes in CDATA comes through untouched", () => {
  const written = "  <!DOCTYPE a [<!ENTITY b 'c'>]> &amp; &b; <?php ?> <b>粗</b> ]] >\n";
  expect(parseXml(`<xml><Content><![CDATA[${written}]]></Content></xml>`)).toEqual({ Content: written });
});

test("text split over two CDATA sections is joined", () => {
  const xml = "<xml><Content><![CDATA[a]]]]><![CDATA[>b]]></Content></xml>";
  expect(parseXml(xml)).toEqual({ Content: "a]]>b" });
});

test("the entities of XML itself are resolved outside CDATA, once", () => {
  const xml = "<xml><Content>&lt;1&#38;2&gt; &amp;lt; &#x4f60;</Content></xml>";
  expect(parseXml(xml)).toEqual({ Content: "<1&2> &lt; 你" });
});

test("a declaration and a byte order mark before the root are fine", () => {
  expect(parseXml('\uFEFF<?xml version="1.0" encoding="UTF-8"?>\n<xml><A>1</A></xml>\n')).toEqual({
    A: "1",
  });
});

test("an empty element is an empty text, and repeated ones are a list", () => {
  expect(parseXml("<xml><EventKey></EventKey><O>1</O><O>2</O></xml>")).toEqual({
    EventKey: "",
    O: ["1", "2"],
  });
});

const bomb = `<!DOCTYPE xml [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>`;
test.each([
  ["an entity bomb", `${bomb}<xml><Content>&b;</Content></xml>`],
  ["a DTD alone", "<!DOCTYPE xml><xml><A>1</A></xml>"],
  ["an external entity", '<!DOCTYPE xml [<!ENTITY f SYSTEM "file:///etc/passwd">]><xml><A>&f;</A></xml>'],
  ["an entity nobody defined", "<xml><A>&nbsp;</A></xml>"],
  ["a bare ampersand", "<xml><A>1 & 2</A></xml>"],
  ["a comment", "<xml><!-- x --><A>1</A></xml>"],
  ["a processing instruction", "<xml><?php 1 ?><A>1</A></xml>"],
  ["an element left open", "<xml><A>1</xml>"],
  ["a CDATA section left open", "<xml><A><![CDATA[1</A></xml>"],
  ["two roots", "<xml><A>1</A></xml><xml><A>2</A></xml>"],
  ["another root", "<root><A>1</A></root>"],
  ["words around the root", "hello <xml><A>1</A></xml>"],
  ["nothing", ""],
  ["JSON", '{"encrypt":"x"}'],
  ["an empty root", "<xml></xml>"],
  ["nesting without end", `<xml>${"<a>".repeat(50)}1${"</a>".repeat(50)}</xml>`],
  ["elements without number", `<xml>${"<a>1</a>".repeat(5000)}</xml>`],
])("%s is refused", (_, xml) => {
  expect(parseXml(xml)).toBeNull();
});

test("names that reach into object prototypes do not", () => {
  parseXml("<xml><__proto__><polluted>1</polluted></__proto__></xml>");
  parseXml("<xml><constructor><prototype><polluted>1</polluted></prototype></constructor></xml>");
  expect(({} as Record<string, unknown>).polluted).toBeUndefined();
});

test("no text whatever makes it throw", () => {
  const scrap = fc.constantFrom(
    "<",
    ">",
    "xml",
    "</",
    "![CDATA[",
    "]]>",
    "&",
    ";",
    '"',
    "'",
    "?",
    "a",
    " ",
    "=",
  );
  fc.assert(
    fc.property(fc.array(fc.oneof(scrap, fc.string()), { maxLength: 40 }), (scraps) => {
      expect(() => parseXml(scraps.join(""))).not.toThrow();
    }),
    { numRuns: 500 },
  );
});

test.each([
  ["open CDATA sections", "<![CDATA["],
  ["open elements", "<a>"],
  ["open quotes", '<a b="'],
  ["ampersands", "&"],
  ["closing brackets", "]]>"],
  ["spaces in a tag", `<a${" ".repeat(50)}`],
])("a megabyte of %s is refused without reading it again and again", (_, scrap) => {
  const xml = `<xml>${scrap.repeat(Math.floor((1024 * 1024) / scrap.length))}`;
  const startedAt = performance.now();
  expect(parseXml(xml)).toBeNull();
  expect(performance.now() - startedAt).toBeLessThan(5_000);
});
