import type { CaseRecord } from "../case-record.js";
import { matterLine } from "./case-words.js";

const BOTH_STAY = "记录里两笔都保留。";

/** Told to whoever took a command back; the record it was about comes first. */
export function takenBack(verb: string, records: readonly CaseRecord[]): string {
  const [own, ...others] = records;
  if (!own) return `已撤回，${BOTH_STAY}`;
  const name = `#${own.number}（${matterLine(own)}）`;
  const numbers = others.map((other) => `#${other.number}`).join("、");
  switch (verb) {
    case "note":
      return `已撤回，${name}刚才的备注作废，${BOTH_STAY}`;
    case "pause":
      return `已撤回暂停，${name}照原来的时限走，中间没有停过表，${BOTH_STAY}`;
    case "resume":
      return `已撤回恢复，${name}照原来的安排继续暂停，${BOTH_STAY}`;
    case "merge":
      return `已撤回合并，${numbers} 和 ${name}各办各的，时限照旧，${BOTH_STAY}`;
    case "split":
      return `已撤回拆分，${numbers} 作废，只办 ${name}，${BOTH_STAY}`;
    default: {
      const along = others.length > 0 ? `，跟着办的 ${numbers} 也一样` : "";
      return `已撤回，${name}回到原来的样子${along}，${BOTH_STAY}`;
    }
  }
}

/** Told to those who have the card of a record whose split was taken back. */
export function splitTakenBack(origin: CaseRecord): string {
  return `拆分已撤回，这件不用单独处理，仍按 #${origin.number} 办。`;
}

/** Told to those whose card says that somebody has the matter, when 接单 was taken back. */
export function acceptanceTakenBack(record: CaseRecord): string {
  return `#${record.number}（${matterLine(record)}）的接单撤回了，现在没有人接。卡片上写的「已接单」不作数，要接请回复「接单 ${record.number}」。`;
}
