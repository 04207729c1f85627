import { readNumber } from "./chinese-text.js";
import { matchesOf } from "./matches-of.js";
import * as pattern from "./place-patterns.js";

/** A place read out of a text: building, unit and room as far as stated. */
interface FoundPlace {
  readonly parts: readonly string[];
  readonly start: number;
  /** 1: the writer calls it their own; -1: the writer says it is not the one. */
  readonly claim: number;
  readonly hasRoom: boolean;
}

type Part = string | null | undefined;
type Add = (start: number, parts: readonly Part[]) => void;

const MAYBE_PLACE =
  /[0-9A-Za-z]|[零一二三四五六七八九十幺百廿][栋幢座号单门楼动洞冻室零一二三四五六七八九十杠]/;
/** No house here has more floors or more doors to a floor. */
const MOST_FLOORS = 65;
const MOST_DOORS = 30;
/** Letters before a place in which it is said whose it is. */
const LONGEST_CUE = 16;

/**
 * Reads the place of the matter or the writer from a plain text (see `plainText`) in which phone numbers
 * are already blanked: `3-2-502`, `A-1203`, `12`; null if none. Of several places the writer's own comes
 * first, then the most complete. `buildings` are the estate's names beyond numbers.
 */
export function findRoom(text: string, buildings: readonly string[]): string | null {
  const named = findNamed(text, buildings);
  if (named !== null) return named;
  if (!MAYBE_PLACE.test(text)) return null;
  const whole = pattern.WHOLE.exec(text);
  if (whole?.[1]) return likelyRoom(roomOf(whole[1]));
  const clean = text.replace(pattern.OTHER_NUMBERS, (found) => "□".repeat(found.length));
  const best = choose(collect(clean));
  if (!best) return null;
  if (best.hasRoom) return (best.claim < 1 ? withOwnDoor(clean, best) : best.parts).join("-");
  return [...best.parts, ...strayParts(clean, best)].join("-");
}

/** Whose flat is named may be upstairs (楼上3栋2单元902漏到我家802): the writer's is on the same stairs. */
function withOwnDoor(text: string, place: FoundPlace): readonly string[] {
  const door = likelyRoom(roomOf(pattern.OWN_DOOR.exec(text)?.[1]));
  if (door === null) return place.parts;
  const isElsewhere = pattern.OTHER_BUILDING_CUE.test(text.slice(0, place.start));
  return isElsewhere ? [door] : [...place.parts.slice(0, -1), door];
}

function findNamed(text: string, buildings: readonly string[]): string | null {
  for (const name of buildings) {
    const at = name === "" ? -1 : text.indexOf(name);
    if (at < 0) continue;
    const tail = pattern.AFTER_NAME.exec(text.slice(at + name.length));
    return [name, ...stated(tailParts(tail ? [...tail].slice(1) : []))].join("-");
  }
  return null;
}

function collect(text: string): FoundPlace[] {
  const found: FoundPlace[] = [];
  const add: Add = (start, parts) => {
    const known = stated(parts);
    if (known.length === 0 || found.some((other) => other.start <= start && start < other.start + 2)) return;
    const before = text.slice(Math.max(0, start - LONGEST_CUE), start);
    if (pattern.ACCUSED_CUE.test(before)) return;
    const claim = pattern.DENIED_CUE.test(before) ? -1 : Number(pattern.OWN_CUE.test(before));
    found.push({
      parts: known,
      start,
      claim,
      hasRoom: /^\d{3,4}[A-H]?$|^\d{1,2}[A-H]$/.test(known.at(-1) ?? ""),
    });
  };
  collectWorded(text, add);
  for (const m of matchesOf(text, pattern.DASHED)) {
    // B-1-301 has a unit; only before 栋 are letter and number one name.
    const building = m[1]?.split("-").map(buildingOf) ?? [];
    add(m.index, [...building, m[2] && readNumber(m[2]), roomOf(m[3])]);
  }
  for (const m of matchesOf(text, pattern.DASHED_UNIT)) {
    add(m.index, [m[1], ...tailParts([m[2], m[3], m[4], m[5]])]);
  }
  for (const m of matchesOf(text, pattern.SPACED)) add(m.index, [m[1], m[2], m[3]]);
  if (/[A-Za-z]/.test(text)) collectLatin(text, add);
  if (found.length === 0) collectRooms(text, add);
  return found;
}

function collectWorded(text: string, add: Add): void {
  for (const m of matchesOf(text, pattern.WORDED)) {
    add(m.index, [buildingOf(m[1]), ...tailParts([m[2] ?? m[3], m[4], m[5], m[6]])]);
  }
  for (const m of matchesOf(text, pattern.LOOSE)) {
    if (m[1]) add(m.index, [buildingOf(m[1]), ...tailParts([m[2], m[3], m[4], m[5]])]);
    else add(m.index, [buildingOf(m[6]), roomOf(m[7])]);
  }
}

function collectLatin(text: string, add: Add): void {
  for (const m of matchesOf(text, pattern.TOWER)) add(m.index, [`T${m[1]}`, m[2]]);
  for (const m of matchesOf(text, pattern.ENGLISH)) {
    add(m.index, [m[2]?.toUpperCase(), m[3], (m[4] ?? m[1])?.toUpperCase()]);
  }
  for (const m of matchesOf(text, pattern.LETTER_ROOM)) add(m.index, [m[1]?.toUpperCase(), m[2]]);
}

function collectRooms(text: string, add: Add): void {
  for (const m of matchesOf(text, pattern.UNIT_ONLY)) add(m.index, tailParts([m[1], m[2], m[3], m[4]]));
  for (const m of matchesOf(text, pattern.ENGLISH_ROOM)) add(m.index, [m[1]?.toUpperCase()]);
  for (const m of matchesOf(text, pattern.SHOP)) add(m.index, [m[1]]);
  for (const m of matchesOf(text, pattern.BARE_ROOM))
    add(m.index, [likelyRoom(roomOf(m[1] ?? m[2] ?? m[3]))]);
}

/** Unit and room that stand elsewhere in the text: 11号楼 … 3单元门口 … 1202的. */
function strayParts(text: string, best: FoundPlace): string[] {
  const rest =
    text.slice(0, best.start) +
    text.slice(best.start).replace(/^[^ ,。]{1,8}/, (head) => "□".repeat(head.length));
  const own = pattern.OWN_DOOR.exec(rest);
  for (const m of own ? [own] : matchesOf(rest, pattern.STRAY_ROOM)) {
    const room = likelyRoom(roomOf(m[1]));
    if (room === null) continue;
    const unit = best.parts.length === 1 ? /([0-9一二三四五六七八九十]{1,2})单元/.exec(text)?.[1] : undefined;
    return stated([unit && best.parts[0] !== readNumber(unit) ? readNumber(unit) : null, room]);
  }
  return [];
}

/** Unit, floor, room on that floor, room alone → unit and room. */
function tailParts(groups: readonly (string | undefined)[]): Part[] {
  const [unit, floor, roomOnFloor, room] = groups;
  return [buildingOf(unit), roomOf(room) ?? (floor && roomOnFloor ? joinFloor(floor, roomOnFloor) : null)];
}

/** 18楼06 is room 1806; 5楼502 is 502; 12楼B is 12B. */
function joinFloor(floor: string, room: string): string | null {
  const level = readNumber(floor);
  const door = roomOf(room);
  if (level === null || door === null) return null;
  if (/^[A-H]/.test(door)) return level + door;
  return door.length >= 3 ? door : level + door.padStart(2, "0");
}

function buildingOf(written: string | undefined): string | null {
  if (!written) return null;
  if (/[A-Za-z]/.test(written)) return written.toUpperCase().replace("-", "");
  return readNumber(written);
}

function roomOf(written: string | undefined): string | null {
  if (!written) return null;
  if (/^[0-9A-Za-z]+$/.test(written)) return written.toUpperCase();
  // 十八零一 is floor eighteen, door one.
  const spoken = /^([一二三四五六七八九]?十[一二三四五六七八九]?)[零〇](.)$/.exec(written);
  if (spoken?.[1] && spoken[2]) return `${readNumber(spoken[1])}0${readNumber(spoken[2])}`;
  return readNumber(written);
}

/** The number if it reads as floor and door, else null: 1203 yes, 666 no. */
function likelyRoom(room: string | null): string | null {
  const digits = /^(\d{1,2})(\d{2})[A-H]?$/.exec(room ?? "");
  if (!digits) return /^\d{1,2}[A-H]$/.test(room ?? "") ? room : null;
  const [floor, door] = [Number(digits[1]), Number(digits[2])];
  return floor >= 1 && floor <= MOST_FLOORS && door >= 1 && door <= MOST_DOORS ? room : null;
}

function stated(parts: readonly Part[]): string[] {
  return parts.filter((part): part is string => typeof part === "string" && part !== "");
}

function choose(found: readonly FoundPlace[]): FoundPlace | undefined {
  return [...found].sort(
    (a, b) => b.claim - a.claim || b.parts.length - a.parts.length || a.start - b.start,
  )[0];
}
