import type { Estate } from "../../src/rules/estate.js";
import type { StandIn } from "../../src/simulator/wecom/stand-in.js";
import type { Lines, Reader } from "./reader.js";

/** What people in a story share. */
export interface World {
  readonly standIn: StandIn;
  readonly estate: Estate;
  readerOf(who: string, screen: Lines): Reader;
  settle(): Promise<void>;
  /** Settles, and lets the moments pass for which the desk waits for somebody who may still be typing. */
  waitOut(): Promise<void>;
}

/** A one-pixel PNG. */
const PIXEL = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);

/** A resident on WeChat. */
export function residentActor(world: World, name: string) {
  const externalUserId = `wm${Buffer.from(name).toString("hex")}`;
  const phone = world.standIn.resident(externalUserId, { nickname: name });
  const reader = world.readerOf(name, phone);
  return {
    ...reader,
    externalUserId,
    phone,
    /** Writes and waits for the answer, however long the desk waits for more. */
    async says(text: string) {
      await phone.sends(text);
      await world.waitOut();
    },
    /** Writes a piece and goes on typing: no time passes. */
    async types(text: string) {
      await phone.sends(text);
      await world.settle();
    },
    async addsPhoto() {
      await phone.sends({ image: PIXEL });
      await world.settle();
    },
    async sendsPhoto() {
      await phone.sends({ image: PIXEL });
      await world.waitOut();
    },
    async sendsVoice() {
      await phone.sends({ voice: Buffer.from("#!AMR\nvoice of a resident") });
      await world.settle();
    },
  };
}

function memberByName(estate: Estate, name: string) {
  const member = estate.staff.find((candidate) => candidate.name === name);
  if (!member) throw new Error(`nobody of the staff is called ${name}`);
  return member;
}

/** A member of staff alone with the app. */
export function staffActor(world: World, name: string) {
  const { userid } = memberByName(world.estate, name);
  const member = world.standIn.member(userid);
  const reader = world.readerOf(name, member);
  return {
    ...reader,
    userid,
    async writes(text: string) {
      await member.writes(text);
      await world.settle();
    },
    async sendsPhoto() {
      await member.writes({ image: PIXEL });
      await world.settle();
    },
    async clicks(button: string) {
      await member.clicks(button);
      await world.settle();
    },
  };
}

/** A staff group with robot and 智能机器人. */
export function groupActor(world: World, name: string) {
  const setup = Object.values(world.estate.groups).find((candidate) => candidate.name === name);
  if (!setup?.chatId) throw new Error(`no group is called ${name}`);
  const group = world.standIn.group(setup.chatId);
  const reader = world.readerOf(name, group);
  return {
    ...reader,
    /** Speaks to the bot and returns its finished answer, which then counts as read. */
    async says(who: string, text: string, quote?: string): Promise<string> {
      const { userid } = memberByName(world.estate, who);
      const said = await group.says(userid, text, quote === undefined ? {} : { quote });
      const answer = await said.answered();
      await world.settle();
      reader.tick(answer);
      return answer;
    },
  };
}
