import { setTimeout as pause } from "node:timers/promises";
import type { Estate } from "../../src/rules/estate.js";
import type { Said } from "../../src/simulator/wecom/bot-talk.js";
import type { StandIn } from "../../src/simulator/wecom/stand-in.js";
import type { Dice } from "./dice.js";

/** A command, the way it went and how the platform fared with it. */
export type SentByStaff =
  | { readonly channel: "bot"; readonly said: Said }
  | { readonly channel: "app"; readonly msgid: string; readonly outcome: string }
  | {
      readonly channel: "click";
      readonly userid: string;
      readonly responseCode: string;
      readonly outcome: string;
    };

interface CaseSeen {
  readonly number: string;
  readonly chatId: string;
}

/** Numbers of the cards that have appeared in the groups. */
function casesSeen(standIn: StandIn, estate: Estate): CaseSeen[] {
  return Object.values(estate.groups).flatMap(({ chatId }) => {
    if (!chatId) return [];
    const lines = standIn.group(chatId).received();
    return lines.flatMap((line) => {
      const number = /】#(\d+)\*\*/.exec(line.text)?.[1];
      return number ? [{ number, chatId }] : [];
    });
  });
}

const WORDS = ["接单", "备注 已经看过", "完成 已处理好，请放心", "查", "接单"];

function command(dice: Dice, number: string): string {
  const [verb, rest] = dice.pick(WORDS).split(" ");
  return `${verb} ${number}${rest ? ` ${rest}` : ""}`;
}

async function speak(standIn: StandIn, estate: Estate, dice: Dice): Promise<SentByStaff | null> {
  const seen = casesSeen(standIn, estate);
  if (seen.length === 0) return null;
  const { number, chatId } = dice.pick(seen);
  const member = dice.pick(estate.staff);
  const way = dice.below(3);
  if (way === 0) {
    const sent = await standIn.member(member.userid).writes(command(dice, number));
    return { channel: "app", msgid: sent.msgid, outcome: sent.outcome };
  }
  const newest = standIn
    .member(member.userid)
    .received()
    .findLast((line) => line.card);
  if (way === 1 && newest?.card && newest.card.greyedTo === null) {
    const click = await standIn.member(member.userid).clicks(dice.pick(["接单", "查看"]));
    return {
      channel: "click",
      userid: member.userid,
      responseCode: click.responseCode,
      outcome: click.outcome,
    };
  }
  const said = await standIn.group(chatId).says(member.userid, command(dice, number));
  return { channel: "bot", said };
}

/** Lets staff work until told to stop: they accept, note and settle what they see on their cards. */
export async function workAsStaff(
  place: { standIn: StandIn; estate: Estate; dice: Dice },
  until: AbortSignal,
): Promise<SentByStaff[]> {
  const { standIn, estate, dice } = place;
  const sent: Promise<SentByStaff | null>[] = [];
  while (!until.aborted) {
    await pause(200 + dice.below(700));
    sent.push(speak(standIn, estate, dice));
  }
  return (await Promise.all(sent)).filter((one) => one !== null);
}
