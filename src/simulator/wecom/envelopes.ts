/** What a callback says: a text becomes CDATA, a number stays bare, a list repeats its element. */
export type XmlValue = string | number | bigint | { readonly [name: string]: XmlValue } | readonly XmlValue[];

function element(name: string, value: XmlValue): string {
  if (Array.isArray(value)) return value.map((item: XmlValue) => element(name, item)).join("");
  if (typeof value === "number" || typeof value === "bigint") return `<${name}>${value}</${name}>`;
  if (typeof value === "string") {
    // The one sequence CDATA cannot hold is split over two sections.
    return `<${name}><![CDATA[${value.replaceAll("]]>", "]]]]><![CDATA[>")}]]></${name}>`;
  }
  return `<${name}>${children(value as { readonly [name: string]: XmlValue })}</${name}>`;
}

function children(fields: { readonly [name: string]: XmlValue }): string {
  return Object.entries(fields)
    .map(([name, value]) => element(name, value))
    .join("");
}

/** The plaintext of an app or 微信客服 callback (protocol §3, §8.1). */
export function toXml(fields: { readonly [name: string]: XmlValue }): string {
  return `<xml>${children(fields)}</xml>`;
}
