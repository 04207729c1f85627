import { setTimeout as sleep } from "node:timers/promises";
import type { ResponsibleDepartment } from "../../rules/departments.js";
import type { Playground } from "../playground.js";
import type { PlayedResident } from "../residents-book.js";
import { type ActControl, type Scene, Stopped } from "../stage.js";
import type { Member } from "../wecom/members.js";
import { travel } from "./move-clock.js";

/** Leads a scripted story at a pace at which people can read along. */
export interface Director {
  /** Shows the words, turns the eyes of the page to the scene, and waits until both were taken in. */
  tell(words: string, scene?: Scene): Promise<void>;
  says(resident: PlayedResident, words: string): Promise<void>;
  sendsPhoto(resident: PlayedResident, photo: Uint8Array): Promise<void>;
  /** A member speaks to the bot in a group. */
  inGroup(chatId: string, userid: string, words: string): Promise<void>;
  toApp(userid: string, words: string): Promise<void>;
  /** Presses a button of the card about that record, or says the words when there is no such button. */
  presses(userid: string, on: Press): Promise<void>;
  /** The resident's newest record beyond the one with this id, waiting for it. */
  recordAfter(resident: PlayedResident, id: number): Promise<StoryRecord | null>;
  pass(millis: number): Promise<void>;
  passTo(moment: Date): Promise<void>;
}

/** Which button on the card about which record, and what to say when there is none. */
export interface Press {
  readonly number: number;
  readonly button: string;
  readonly else: string;
}

export interface StoryRecord {
  readonly id: number;
  readonly number: number;
  readonly department: ResponsibleDepartment;
}

const LOOK_MILLIS = 1_200;
const CHARACTER_MILLIS = 60;
const TYPING_MILLIS = 1_100;
/** The desk may wait a little for more words before it records a matter. */
const PATIENCE = { looks: 10, lookMillis: 200, nudges: 4, nudgeMillis: 30_000 };

/** A card that was answered, or never came, has no button to press any more. */
async function press(member: Member, on: Press): Promise<void> {
  const card = member
    .conversation()
    .findLast((line) => line.card && !line.card.greyedTo && line.card.title.includes(`#${on.number}`))?.card;
  const taskId = card?.buttons.some((one) => one.text === on.button) ? card.taskId : null;
  if (taskId) await member.clicks(on.button, { taskId });
  else await member.writes(on.else);
}

/** `pace` stretches the pauses: 1 for people, 0 for tests. */
export function createDirector(playground: Playground, control: ActControl, pace: number): Director {
  const { simulation } = playground;
  const { standIn, clock } = simulation;

  async function pause(millis: number): Promise<void> {
    try {
      await sleep(millis * pace, undefined, { signal: control.signal });
    } catch {
      throw new Stopped();
    }
  }

  async function newest(resident: PlayedResident, id: number): Promise<StoryRecord | null> {
    const record = await simulation.app().database.client.caseRecord.findFirst({
      where: { resident: { externalUserId: resident.id }, id: { gt: id } },
      orderBy: { id: "desc" },
    });
    if (!record) return null;
    const department = record.responsibleDepartment as ResponsibleDepartment;
    return { id: record.id, number: record.number, department };
  }

  const pass = (millis: number) => travel(playground, new Date(clock.now().getTime() + millis), control);
  const phone = ({ id, account, name }: PlayedResident) => standIn.resident(id, { account, nickname: name });

  return {
    async tell(words, scene) {
      control.show({ caption: words, progress: null, ...(scene ? { scene } : {}) });
      await pause(LOOK_MILLIS + [...words].length * CHARACTER_MILLIS);
    },
    async says(resident, words) {
      await pause(TYPING_MILLIS);
      await phone(resident).sends(words);
    },
    async sendsPhoto(resident, photo) {
      await pause(TYPING_MILLIS);
      await phone(resident).sends({ image: photo });
    },
    async inGroup(chatId, userid, words) {
      await pause(TYPING_MILLIS);
      await standIn.group(chatId).says(userid, words);
    },
    async toApp(userid, words) {
      await pause(TYPING_MILLIS);
      await standIn.member(userid).writes(words);
    },
    async presses(userid, on) {
      await pause(TYPING_MILLIS);
      await press(standIn.member(userid), on);
    },
    async recordAfter(resident, id) {
      for (let nudge = 0; nudge <= PATIENCE.nudges; nudge += 1) {
        for (let look = 0; look < PATIENCE.looks; look += 1) {
          const record = await newest(resident, id);
          if (record) return record;
          if (control.signal.aborted) throw new Stopped();
          await sleep(PATIENCE.lookMillis);
        }
        await pass(PATIENCE.nudgeMillis);
      }
      return null;
    },
    pass,
    passTo: (moment) => travel(playground, moment, control),
  };
}
