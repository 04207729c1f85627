import { utf8Bytes } from "./byte-text.js";

/**
 * Blocks in pages of at most so many blocks and bytes of UTF-8, line breaks between them included; the first page
 * has less room, because a head stands above it. A block that is longer by itself has a page of its own.
 */
export function inPages(
  blocks: readonly string[],
  room: { readonly first: number; readonly rest: number; readonly most: number },
): string[][] {
  const pages: string[][] = [];
  let left = 0;
  for (const block of blocks) {
    const bytes = utf8Bytes(block) + 1;
    if (pages.length === 0 || bytes > left || pages.at(-1)?.length === room.most) {
      left = pages.length === 0 ? room.first : room.rest;
      pages.push([]);
    }
    pages.at(-1)?.push(block);
    left -= bytes;
  }
  return pages;
}
