import { readAuditClick } from "../rules/audit-commands.js";
import type { Estate, StaffMember } from "../rules/estate.js";
import { readStaffCommand, type StaffCommand, type UnknownSentence } from "../rules/staff-commands.js";
import { notUnderstood } from "../rules/wording/doubt-wording.js";
import type { DeskDeps } from "./desk-deps.js";
import { type Effects, type Handled, nothingToDo, type PrepareMessage } from "./handle-message.js";
import type { StoredMessage } from "./inbound-message.js";
import { type OutboundTarget, PRIORITY } from "./outbound-message.js";
import type { ScriptConverter, Stores } from "./ports.js";
import { plainText, queueMessage } from "./queue-message.js";
import { continueGuide } from "./staff/guide-callback.js";
import { type ReadRegistration, readRegistrationWords } from "./staff/register-matter.js";
import { createRunStaffCommand, type StaffAnswer } from "./staff/run-staff-command.js";
import { signCallback } from "./staff/sign-callback.js";

/** The platform asks a 智能机器人 for its answer for a while; only then is the response URL used. */
const STREAM_MILLIS = 15_000;

const STRANGER = "您还不在本小区的员工名单里，我不能替您改记录。请联系主管把您的账号加进名单。";
const STRANGE_GROUP = "这个群还没有登记到小区，我不能处理口令。请联系管理员把群加进小区配置。";
const WORDS_PLEASE =
  "图片、语音和文件我看不了，请用文字写口令，例如「完成 42 更换角阀，已试水」。回复「帮助」看全部口令。";

/** Who wrote, from which estate, and where the answer goes. */
export interface StaffContext {
  readonly estate: Estate;
  readonly member: StaffMember;
  readonly message: StoredMessage;
  /** What 登记 brought, read before the transaction because a model may help; null for all else. */
  readonly registration: ReadRegistration | null;
  readonly script: ScriptConverter;
  readonly now: Date;
}

/** The answer goes back the way the message came. */
function answerTarget(message: StoredMessage): OutboundTarget {
  if (message.channel === "bot") return { channel: "bot", inboundId: message.id, peerId: message.peerId };
  return { channel: "app", userid: message.senderId };
}

async function answer(
  stores: Stores,
  at: { estateId: string; message: StoredMessage; now: Date },
  reply: { words: string; caseId: number | null },
): Promise<void> {
  const { estateId, message, now } = at;
  const isBot = message.channel === "bot";
  await queueMessage(
    stores,
    {
      estateId,
      key: `answer:${message.id}`,
      target: answerTarget(message),
      content: plainText(reply.words),
      record: reply.caseId === null ? null : { id: reply.caseId },
      inboundId: message.id,
      priority: PRIORITY.answer,
      notBefore: isBot ? new Date(now.getTime() + STREAM_MILLIS) : now,
    },
    now,
  );
}

/** A click on a card reads as the command its button stands for: `accept:17`. */
function clickedCommand(key: string): { verb: "accept" | "show"; caseId: number } | null {
  const match = /^(accept|show):(\d{1,9})$/.exec(key);
  if (!match) return null;
  return { verb: match[1] === "accept" ? "accept" : "show", caseId: Number(match[2]) };
}

async function commandOf(
  stores: Stores,
  estate: Estate,
  message: StoredMessage,
): Promise<StaffCommand | UnknownSentence | null> {
  const { content } = message;
  if (content.type === "text") return readStaffCommand(content.text, content.quote);
  if (content.type !== "cardClick") return null;
  const audit = readAuditClick(content.key);
  if (audit) return audit;
  const clicked = clickedCommand(content.key);
  const record = clicked ? await stores.cases.find(clicked.caseId) : null;
  if (!clicked || record?.estateId !== estate.id) return { verb: "unknown", nearest: ["todo", "help"] };
  return { verb: clicked.verb, number: record.number };
}

/** After a click the buttons are replaced by one word, so that nobody presses twice (protocol §4.5). */
async function greyCard(stores: Stores, context: StaffContext, result: StaffAnswer): Promise<void> {
  const { message, estate, member, now } = context;
  const responseCode = message.replyHandle?.responseCode;
  if (!responseCode || !result.buttonWord) return;
  await queueMessage(
    stores,
    {
      estateId: estate.id,
      key: `card:${message.id}`,
      target: { channel: "app", userid: member.userid },
      content: { type: "cardUpdate", responseCode, replaceName: result.buttonWord },
      inboundId: message.id,
      priority: PRIORITY.answer,
    },
    now,
  );
}

/** Handles what staff wrote 1:1 to the app or to the 智能机器人, and clicks on cards. */
export function createHandleStaffMessage(deps: DeskDeps): PrepareMessage {
  const run = createRunStaffCommand(deps);

  async function obey(stores: Stores, context: StaffContext): Promise<Handled> {
    const { estate, message, now } = context;
    const told = (await continueGuide(deps, stores, context)) ?? (await signCallback(stores, context));
    if (told) {
      await answer(stores, { estateId: estate.id, message, now }, told);
      return { outcome: `callback:${told.done ? "done" : "refused"}`, caseId: told.caseId };
    }
    const command = await commandOf(stores, estate, message);
    if (!command) {
      await answer(stores, { estateId: estate.id, message, now }, { words: WORDS_PLEASE, caseId: null });
      return { outcome: "unreadable", caseId: null };
    }
    if (command.verb === "unknown") {
      const words = notUnderstood(command);
      await answer(stores, { estateId: estate.id, message, now }, { words, caseId: null });
      return { outcome: "unknownSentence", caseId: null };
    }
    const result = await run(stores, context, command);
    await answer(
      stores,
      { estateId: estate.id, message, now },
      { words: result.words, caseId: result.caseId },
    );
    await greyCard(stores, context, result);
    return { outcome: `${command.verb}:${result.done ? "done" : "refused"}`, caseId: result.caseId };
  }

  function refuse(
    message: StoredMessage,
    refusal: { estateId: string; words: string; outcome: string },
  ): Effects {
    return async (stores, now) => {
      await answer(
        stores,
        { estateId: refusal.estateId, message, now },
        { words: refusal.words, caseId: null },
      );
      return { outcome: refusal.outcome, caseId: null };
    };
  }

  return async function prepare(message): Promise<Effects> {
    if (message.content.type === "event") return nothingToDo(`event:${message.content.event}`);
    const { directory, log } = deps;
    const [firstEstate] = directory.estates;
    if (!firstEstate) return nothingToDo("unknownEstate");
    const group = message.inGroup ? directory.byGroupChat(message.peerId) : undefined;
    if (message.inGroup && !group) {
      // The id is what whoever connects the group has to write into the estate file.
      log.warn({ inboundId: message.id, chatId: message.peerId }, "unknown_group");
      return refuse(message, { estateId: firstEstate.id, words: STRANGE_GROUP, outcome: "unknownGroup" });
    }
    const found = group
      ? { estate: group.estate, member: memberOf(group.estate, message.senderId) }
      : directory.ofStaff(message.senderId);
    if (!found?.member) {
      log.warn({ inboundId: message.id }, "unknown_staff");
      const estateId = found?.estate.id ?? firstEstate.id;
      return refuse(message, { estateId, words: STRANGER, outcome: "unknownStaff" });
    }
    const { estate, member } = { estate: found.estate, member: found.member };
    const registration = await registrationIn(deps, estate, message);
    return (stores, now) => obey(stores, { estate, member, message, registration, script: deps.script, now });
  };
}

async function registrationIn(
  deps: DeskDeps,
  estate: Estate,
  message: StoredMessage,
): Promise<ReadRegistration | null> {
  if (message.content.type !== "text") return null;
  const command = readStaffCommand(message.content.text, null);
  if (command.verb !== "register") return null;
  return readRegistrationWords(deps, estate, { words: command.words, inboundId: message.id });
}

function memberOf(estate: Estate, userid: string): StaffMember | undefined {
  return estate.staff.find((member) => member.userid.toLowerCase() === userid.toLowerCase());
}
