import type { PlayedResident } from "../residents-book.js";
import type { Dice } from "./dice.js";

const SURNAMES = [..."王李张刘陈杨黄赵周吴徐孙马朱胡郭何高林罗郑梁谢宋唐许邓冯韩曹"];
const GIVEN = [
  ..."敏静强磊洋艳勇军杰娟涛明超霞平刚辉玲桂英",
  "建华",
  "志强",
  "秀兰",
  "晓燕",
  "文博",
  "子涵",
  "雨桐",
  "国庆",
  "玉梅",
  "海燕",
];

/** Somebody invented who lives here. The number makes the id; it never belongs to anybody real. */
export function inventResident(dice: Dice, terms: { account: string; number: number }): PlayedResident {
  const building = dice.between(1, 12);
  const unit = dice.between(1, 3);
  const floor = dice.between(1, 18);
  const door = dice.between(1, 4);
  return {
    id: `wmMONTH${terms.number}`,
    account: terms.account,
    name: `${dice.pick(SURNAMES)}${dice.pick(GIVEN)}`,
    room: `${building}-${unit}-${floor}0${door}`,
    phone: `13${dice.between(0, 9)}0000${String(1000 + terms.number)}`,
  };
}

/** A room as different people write it. */
export function writeRoom(room: string, dice: Dice): string {
  const [building, unit, door] = room.split("-");
  return dice.pick([room, `${building}栋${unit}单元${door}`, `${building}号楼${unit}单元${door}室`]);
}
