import { performance } from "node:perf_hooks";
import { setTimeout as sleep } from "node:timers/promises";
import type { WebhookDesk } from "../../desk/edge-ports.js";
import { errorCode } from "../../desk/errors.js";
import type { IncomingMessage } from "../../desk/inbound-message.js";
import type { Clock, Log } from "../../desk/ports.js";
import type { ApiReply } from "./api-reply.js";
import { type AnswerBot, createBotAnswers } from "./bot-answers.js";
import { parseBotCallback, parseJson } from "./bot-messages.js";
import { streamReply } from "./bot-replies.js";
import type { BotCommand, BotFrame, BotLink } from "./bot-socket-link.js";
import type { AnswerEnding, BotSocketRecords } from "./bot-socket-records.js";
import { describeFailure } from "./delivery-failure.js";
import { FREQUENCY_WAIT_MILLIS, knownCode } from "./error-codes.js";
import { recordField, textField, type WireRecord } from "./wire-fields.js";

export const STILL_WORKING = "这件事还要一会儿，有结果了马上告诉您。";
export const NOT_KEPT = "抱歉，系统暂时没能记下这条消息，麻烦您稍后再发一次。";

const LOOK_MILLIS = 250;

export interface BotFramesTempo {
  /** How long the desk may take before the stream is opened with a word of patience, in ms. */
  readonly answerBudgetMillis: number;
  /** How long an open stream waits for its end; after that the answer comes as a message of its own. */
  readonly answerPatienceMillis: number;
  /** Pauses between the attempts to store a message, in ms. */
  readonly keepPausesMillis: readonly number[];
}

export interface BotFramesDeps {
  readonly desk: Pick<WebhookDesk, "receive" | "botAnswer">;
  readonly records: Pick<BotSocketRecords, "isStored" | "answerEnded">;
  readonly clock: Clock;
  readonly log: Log;
  readonly tempo: BotFramesTempo;
}

/** The answering half of a connection. */
type Wire = Pick<BotLink, "request">;

/** One callback under way. */
interface Question {
  readonly message: IncomingMessage;
  readonly reqId: string;
  readonly wire: Wire;
}

export interface BotFrames {
  /** Stores the callback and answers it over the connection it came by. Returns at once, never throws. */
  take(frame: BotFrame, wire: Wire): void;
  /** Closes streams that still wait for their end; resolves when every callback has been seen to. */
  finish(): Promise<void>;
}

/** Turns the callbacks of the long connection into messages of the desk, and the desk's answers into replies. */
export function createBotFrames(deps: BotFramesDeps): BotFrames {
  const { desk, log, tempo } = deps;
  const answerBot = createBotAnswers({
    desk,
    log,
    budgetMillis: tempo.answerBudgetMillis,
    taken: "held",
  });
  const finishing = new AbortController();
  const underWay = new Set<Promise<void>>();
  let stored: Promise<unknown> = Promise.resolve();

  function take(frame: BotFrame, wire: Wire): void {
    const callback = parseBotCallback(JSON.stringify(frame.body), deps.clock.now());
    if (callback?.kind !== "message") {
      log.warn({ callback: "bot" }, "bot_frame_not_understood");
      return;
    }
    const question = { message: callback.message, reqId: frame.reqId, wire };
    // One after another, so that the inbox has them in the order in which they were written.
    const keeping = stored.then(() => keep(deps, callback.message, finishing.signal));
    stored = keeping;
    const work = keeping
      .then((outcome) => respond({ ...deps, answerBot, finishing: finishing.signal }, question, outcome))
      .catch((error: unknown) => log.error({ error: errorCode(error) }, "bot_frame_broke"))
      .finally(() => underWay.delete(work));
    underWay.add(work);
  }

  return {
    take,
    async finish() {
      finishing.abort();
      while (underWay.size > 0) await Promise.all(underWay);
    },
  };
}

type Kept = "new" | "known" | "lost";

/** Stores a message. The platform sends it only once on this way, so a passing fault must not lose it. */
async function keep(deps: BotFramesDeps, message: IncomingMessage, giveUp: AbortSignal): Promise<Kept> {
  const pauses = [...deps.tempo.keepPausesMillis];
  for (;;) {
    try {
      if (await deps.records.isStored(message)) return "known";
      await deps.desk.receive(message);
      return "new";
    } catch (error) {
      const pause = pauses.shift();
      const isLast = pause === undefined || giveUp.aborted;
      const fields = { channelMessageId: message.channelMessageId, error: errorCode(error) };
      deps.log[isLast ? "error" : "warn"](fields, isLast ? "bot_message_lost" : "bot_message_not_yet_kept");
      if (isLast) return "lost";
      await sleep(pause, undefined, { signal: giveUp }).catch(() => undefined);
    }
  }
}

type Answering = BotFramesDeps & { readonly answerBot: AnswerBot; readonly finishing: AbortSignal };

async function respond(deps: Answering, question: Question, kept: Kept): Promise<void> {
  // Came twice: the first one is answered.
  if (kept === "known") return;
  const { message, wire } = question;
  const isSpoken = message.content.type !== "event" && message.content.type !== "cardClick";
  if (kept === "lost") {
    if (isSpoken) await say(question, finished(message, NOT_KEPT));
    return;
  }
  const first = parseJson(await deps.answerBot({ kind: "message", message }, performance.now()));
  if (first === null) return;
  if (!isSpoken) {
    const reply = await wire.request({
      cmd: "aibot_respond_welcome_msg",
      reqId: question.reqId,
      body: first,
    });
    if (reply.kind !== "ok") deps.log.warn({ reason: describeFailure(reply) }, "bot_welcome_not_said");
    return;
  }
  const last = isOpen(first) ? await awaitEnd(deps, question, first) : answered(first);
  if (last) await conclude(deps, question, last);
}

/** The end of a stream: the desk's answer, which is held for it, or a word of patience. */
interface StreamEnd {
  readonly body: WireRecord;
  readonly isAnswer: boolean;
}

const answered = (body: WireRecord): StreamEnd => ({ body, isAnswer: true });

/**
 * Opens the stream and asks for its end as the platform would do in URL mode (protocol §7.5): here nobody
 * asks. Null when the connection is gone: then the outbox brings the answer.
 */
async function awaitEnd(deps: Answering, question: Question, opening: WireRecord): Promise<StreamEnd | null> {
  const { message } = question;
  const patientUntil = performance.now() + deps.tempo.answerPatienceMillis;
  const opened = await say(question, opening);
  if (opened.kind === "unsent" || comesTooLate(opened)) return null;
  const poll = { kind: "poll", botId: message.accountId, streamId: message.channelMessageId } as const;
  while (performance.now() < patientUntil && !deps.finishing.aborted) {
    const next = parseJson(await deps.answerBot(poll, performance.now()));
    if (next && !isOpen(next)) return answered(next);
    // A desk that fails says so at once; asking again at once would not help it.
    await sleep(LOOK_MILLIS, undefined, { signal: deps.finishing }).catch(() => undefined);
  }
  return { body: finished(message, STILL_WORKING), isAnswer: false };
}

/**
 * Sends the end of the stream and tells the outbox what became of the answer it holds: what is known not to have
 * arrived, and what may not have, goes out as a message of its own, the latter marked 重发.
 */
async function conclude(deps: Answering, question: Question, { body, isAnswer }: StreamEnd): Promise<void> {
  const { channelMessageId } = question.message;
  const reply = await say(question, body);
  if (isAnswer) await deps.records.answerEnded(question.message, endingOf(reply));
  if (reply.kind === "ok") return;
  const fields = { channelMessageId, reason: describeFailure(reply) };
  deps.log.warn(fields, reply.kind === "uncertain" ? "bot_answer_unconfirmed" : "bot_answer_comes_later");
}

function endingOf(reply: ApiReply): AnswerEnding {
  if (reply.kind === "ok") return { kind: "said" };
  if (reply.kind === "uncertain") return { kind: "inDoubt", reason: describeFailure(reply) };
  const isThrottled = reply.kind === "error" && knownCode(reply.code)?.reaction === "wait";
  const waitMillis = isThrottled ? FREQUENCY_WAIT_MILLIS : 0;
  return { kind: "later", waitMillis, reason: describeFailure(reply) };
}

/** The platform takes no reply to this callback any more. */
function comesTooLate(reply: ApiReply): boolean {
  return reply.kind === "error" && knownCode(reply.code)?.reaction === "ownMessage";
}

function say({ wire, reqId }: Question, body: WireRecord): ReturnType<Wire["request"]> {
  const cmd: BotCommand = "aibot_respond_msg";
  return wire.request({ cmd, reqId, body });
}

function finished(message: IncomingMessage, content: string): WireRecord {
  return parseJson(streamReply(message.channelMessageId, { finish: true, content })) ?? {};
}

function isOpen(body: WireRecord): boolean {
  return textField(body, "msgtype") === "stream" && recordField(body, "stream")?.finish === false;
}
