/** Size on the wire: the platform counts UTF-8 bytes, not characters (protocol §0.6). */
export function byteSize(text: string): number {
  return Buffer.byteLength(text, "utf8");
}

/** What the platform leaves of a text that is too long: whole code points only. */
export function cutToBytes(text: string, limit: number): string {
  const bytes = Buffer.from(text, "utf8");
  if (bytes.length <= limit) return text;
  let end = limit;
  // A byte 10xxxxxx continues a code point: step back to where that code point starts.
  while (end > 0 && ((bytes[end] ?? 0) & 0xc0) === 0x80) end -= 1;
  return bytes.subarray(0, end).toString("utf8");
}
