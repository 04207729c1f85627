import { setTimeout as pause } from "node:timers/promises";
import type { ResidentContent } from "../../src/simulator/wecom/residents.js";
import type { StandIn } from "../../src/simulator/wecom/stand-in.js";
import type { Dice } from "./dice.js";

/** One thing a resident sent, as the platform knows it. */
export interface SentByResident {
  readonly msgid: string;
  readonly externalUserId: string;
  readonly hasFile: boolean;
}

const MATTERS = [
  "厨房水管漏水，麻烦派人来看看",
  "门口保安态度很差，还骂人，我要投诉",
  "楼道垃圾三天没人清，臭得很",
  "楼下树枝挡住窗户了，请绿化来修剪一下",
  "物业费的发票怎么开",
  "想办一张出入证，需要什么材料",
  "客厅的灯不亮了",
  "楼上天天半夜装修，吵得睡不着",
];
const EMERGENCIES = ["电梯里困了人，快来", "一楼着火了，好多烟"];
const SMALL_TALK = ["谢谢", "在吗", "好的，知道了"];
const CHASERS = ["我报的事怎么还没人来", "昨天说的事处理得怎么样了"];

/** A one-pixel PNG. */
const PIXEL = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);

/** What somebody writes next: a matter first, then all that follows matters. */
function nextWords(dice: Dice, count: number, who: number): ResidentContent {
  const room = `${(who % 9) + 1}栋${(who % 3) + 1}单元${100 + who}`;
  if (count === 0) {
    return dice.inHundred(5) ? `${room}${dice.pick(EMERGENCIES)}` : `${room}${dice.pick(MATTERS)}`;
  }
  const kind = dice.below(100);
  if (kind < 20) return `我的电话是138${String(10_000_000 + who * 977 + count).slice(-8)}`;
  if (kind < 40) return dice.pick(SMALL_TALK);
  if (kind < 55) return dice.pick(CHASERS);
  if (kind < 70) return { image: Buffer.concat([PIXEL, Buffer.from(`${who}/${count}`)]) };
  if (kind < 75) return { voice: Buffer.from(`#!AMR\n${who}/${count}`) };
  if (kind < 80) return { unknown: "channels_shop_product" };
  return `${room}${dice.pick(MATTERS)}`;
}

export interface Traffic {
  readonly messages: number;
  readonly residents: number;
  /** Over which the messages are spread, unevenly. */
  readonly overMillis: number;
}

/**
 * Lets residents write until all messages are sent, at uneven pauses and now and then several at once. The
 * platform's log keeps what a dead desk does not hear of.
 */
export async function sendFromResidents(
  standIn: StandIn,
  dice: Dice,
  { messages, residents, overMillis }: Traffic,
): Promise<SentByResident[]> {
  const written = new Map<number, number>();
  const sent: Promise<SentByResident>[] = [];
  for (let index = 0; index < messages; index += 1) {
    const who = index < residents ? index : dice.below(residents);
    const count = written.get(who) ?? 0;
    written.set(who, count + 1);
    const externalUserId = `wmRES${String(who).padStart(3, "0")}`;
    const content = nextWords(dice, count, who);
    const hasFile = typeof content !== "string" && ("image" in content || "voice" in content);
    const delivery = standIn.resident(externalUserId).sends(content);
    sent.push(delivery.then(({ msgid }) => ({ msgid, externalUserId, hasFile })));
    if (!dice.inHundred(30)) await pause(dice.below((overMillis * 2) / (messages * 0.7)));
  }
  return Promise.all(sent);
}
