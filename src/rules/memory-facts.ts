import { NUMERAL_SIGNS, plainText, readNumber } from "./chinese-text.js";
import { findPhone, isOthersPhone } from "./phones.js";
import { findRoom } from "./places.js";
import { findName } from "./triage/names.js";

/** Facts that belong to a resident: once given they are never asked again. */
export interface ResidentFacts {
  readonly room: string | null;
  readonly phone: string | null;
  readonly name: string | null;
}

const DOOR = /^(?:[0-9]{3,4}[A-H]?|[0-9]{1,2}[A-H])$/;

/** Whether a place names a flat, not only a building or unit. */
export function isFlat(room: string): boolean {
  return room.includes("-") && DOOR.test(room.split("-").at(-1) ?? "");
}

/**
 * A place read now in the light of the one known: a door alone completes or replaces the door (502 → 3-2-502),
 * a building alone replaces the building, a shorter form of the same flat changes nothing.
 */
export function completeRoom(known: string | null, read: string): string {
  if (!known) return read;
  const old = known.split("-");
  const parts = read.split("-");
  const door = parts.at(-1) ?? "";
  const oldDoor = old.at(-1) ?? "";
  if (!DOOR.test(door)) return DOOR.test(oldDoor) ? [...parts, ...old.slice(parts.length)].join("-") : read;
  if (parts.length === 1) return [...(DOOR.test(oldDoor) ? old.slice(0, -1) : old), door].join("-");
  if (parts.length === 2 && old[0] === parts[0]) {
    const unit = old.length > 2 || !DOOR.test(oldDoor) ? old[1] : undefined;
    return [parts[0], ...(unit ? [unit] : []), door].join("-");
  }
  return read;
}

const UNIT = new RegExp(`([${NUMERAL_SIGNS}]{1,3}) ?(?:单元|门洞)`);
const NAMES_BUILDING = /[栋幢座]|号楼/;

/**
 * A place read in `words` in the light of the one known. A unit told without its building (单元是2单元) goes between
 * the building and the door known.
 */
export function completePlace(known: string | null, read: string, words: string): string {
  const plain = plainText(words);
  const unit = NAMES_BUILDING.test(plain) ? undefined : UNIT.exec(plain)?.[1];
  const [first, ...more] = read.split("-");
  const building = known?.split("-")[0];
  if (!known || !building || !unit || readNumber(unit) !== first) return completeRoom(known, read);
  const oldDoor = known.split("-").at(-1) ?? "";
  const door = more.length > 0 ? more : DOOR.test(oldDoor) ? [oldDoor] : [];
  return [...(DOOR.test(building) ? [] : [building]), first, ...door].join("-");
}

const OTHERS_FLAT = /楼上|楼下|隔壁|对门|邻居|他家|她家|他们家|那家|那户|这户/;
const OWN = /我家|我们家|我住|我是|住在|本人|房号|门牌|地址/;

/** Whether a text speaks of somebody else's flat, and of none of the writer's: 是隔壁1204吧. */
export function namesOthersFlat(text: string): boolean {
  return OTHERS_FLAT.test(text) && !OWN.test(text);
}

/** Whether a flat named in a text is the writer's own, so that the desk may remember it. */
export function isOwnFlat(text: string, room: string): boolean {
  return isFlat(room) && !namesOthersFlat(text);
}

/** Of what was read, what may be remembered of the writer: neither the flat nor the number of somebody else. */
export function ownFacts(text: string, { room, phone, name }: ResidentFacts): ResidentFacts {
  const isOthers = phone !== null && isOthersPhone(plainText(text), phone);
  return { room: namesOthersFlat(text) ? null : room, phone: isOthers ? null : phone, name };
}

const CORRECTS =
  /(?:(?<!是)不是|不对|不姓|不叫|写错|打错|说错|发错|记错|搞错|弄错|错了|有误|更正|纠正|改成|改为|改一下|换成|换了|应该是|其实是|是.{1,8}不是)/;
const TAIL =
  /(?:应该是|其实是|更正为|改成|改为|换成|换了|而是|[,，。;； ]是|[^不]是|叫|姓|为|:|：)\s*([^,，。;；]+)/g;

/**
 * What a text corrects of what was said before (不是502是503, 电话打错了，应该是139…, 我姓李不姓王), or null when it
 * corrects nothing.
 */
export function readCorrection(text: string, buildings: readonly string[]): ResidentFacts | null {
  const plain = plainText(text);
  if (!CORRECTS.test(plain) || [...plain].length > 40) return null;
  const wrong = /(?<!是)不(?:是|姓|叫)\s*([^,，。;； 是]+)/.exec(plain)?.[1] ?? null;
  const rest = wrong === null ? plain : plain.replace(/(?<!是)不(?:是|姓|叫)\s*[^,，。;； 是]+/, " ");
  const tails = [...` ${rest}`.matchAll(TAIL)].map((found) => found[1] ?? "");
  const said = [...tails, rest];
  const phone = findPhone(rest);
  const withoutPhone = said.map((part) => part.replace(/[0-9 -]{7,}/g, " ").trim());
  const room =
    phone || (wrong === null && namesOthersFlat(rest))
      ? null
      : (withoutPhone.map((part) => findRoom(part, buildings)).find((one) => one) ?? null);
  const name = findName(rest.replace(/^\s*(?:我)?/, "我")) ?? surnameIn(rest);
  return room || phone || name ? { room, phone, name } : null;
}

function surnameIn(text: string): string | null {
  return /我?(?:姓|叫)\s*(\p{Script=Han}{1,3})/u.exec(text)?.[1] ?? null;
}
