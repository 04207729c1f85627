import { setTimeout as wait } from "node:timers/promises";
import type { z } from "zod";
import type { ModelAnswer, NoAnswer } from "../../desk/model-ports.js";
import type { Clock } from "../../desk/ports.js";
import { type ChatReply, type ChatRequest, failure, type SendChat } from "./chat-server.js";
import type { CircuitBreaker, Outcome } from "./circuit-breaker.js";

/** A question with everything that belongs to it: the words, their fingerprint, the shape of the answer. */
export interface Question<Answer> {
  readonly name: string;
  readonly promptHash: string;
  readonly system: string;
  readonly user: string;
  readonly schema: z.ZodType<Answer>;
}

export type AskModel = <Answer>(question: Question<Answer>) => Promise<ModelAnswer<Answer>>;

export interface AskModelParts {
  readonly model: string;
  readonly send: SendChat;
  readonly breaker: CircuitBreaker;
  /** Takes one request of the day's budget; false = it is spent. */
  readonly takeCall: () => Promise<boolean>;
  readonly clock: Clock;
  readonly stop: AbortSignal;
}

const TRIES = 2;
const PAUSE_MILLIS = 200;
/** A server that asks for more patience than this is not asked again for this message. */
const LONGEST_WAIT_MILLIS = 2_000;

/** Whether the reason speaks against the server, or only against this question. */
const SAYS: Readonly<Record<NoAnswer, Outcome>> = {
  timeout: "bad",
  unreachable: "bad",
  rateLimited: "bad",
  serverError: "bad",
  rejected: "bad",
  broken: "bad",
  mismatch: "bad",
  refused: "neither",
  budgetSpent: "neither",
  failed: "neither",
  breakerOpen: "neither",
  stopped: "neither",
};

interface Sent {
  readonly reply: ChatReply;
  readonly tries: number;
}

/** Sends, once more after a failure that may pass; every request is taken from the budget first. */
async function sendTwice(parts: AskModelParts, request: ChatRequest): Promise<Sent> {
  for (let tries = 0; ; ) {
    if (!(await parts.takeCall())) return { reply: failure("budgetSpent"), tries };
    const reply = await parts.send(request, parts.stop);
    tries += 1;
    if (reply.kind === "content") return { reply, tries };
    if (reply.waitMillis > 0) parts.breaker.rest(reply.waitMillis, parts.clock.now());
    if (!reply.mayRetry || tries >= TRIES || reply.waitMillis > LONGEST_WAIT_MILLIS) return { reply, tries };
    const pause = Math.max(PAUSE_MILLIS, reply.waitMillis);
    await wait(pause, undefined, { signal: parts.stop }).catch(() => undefined);
  }
}

/** What stands between the ``` of servers that take an answer for text. */
function withoutFence(content: string): string {
  const bare = content.trim();
  const isFenced = bare.startsWith("```") && bare.endsWith("```");
  return isFenced ? bare.slice(bare.indexOf("\n"), -3) : bare;
}

function readAnswer<Answer>(
  content: string,
  schema: z.ZodType<Answer>,
): { answer: Answer } | { reason: NoAnswer } {
  let value: unknown;
  try {
    value = JSON.parse(withoutFence(content));
  } catch {
    return { reason: "broken" };
  }
  const read = schema.safeParse(value);
  return read.success ? { answer: read.data } : { reason: "mismatch" };
}

/**
 * Asks under all precautions: breaker, budget, one retry, the schema. Never throws; whatever is wrong comes
 * back as a reason.
 */
export function createAskModel(parts: AskModelParts): AskModel {
  let spellsOut = false;

  async function answerTo<Answer>(question: Question<Answer>) {
    // The budget is in the ledger, which may be away.
    const sent = await sendTwice(parts, { ...question, spellsOut }).catch(
      (): Sent => ({ reply: failure("failed"), tries: 0 }),
    );
    const { reply } = sent;
    if (reply.kind === "failure") return { sent, read: { reason: reply.reason } };
    const read = readAnswer(reply.content, question.schema);
    if ("reason" in read) spellsOut = true;
    return { sent, read };
  }

  return async function ask<Answer>(question: Question<Answer>): Promise<ModelAnswer<Answer>> {
    const { breaker, clock, model } = parts;
    const begun = performance.now();
    const trace = (sent: Sent | null) => ({
      promptHash: question.promptHash,
      model,
      tries: sent?.tries ?? 0,
      latencyMillis: Math.round(performance.now() - begun),
      inputTokens: sent?.reply.inputTokens ?? null,
      outputTokens: sent?.reply.outputTokens ?? null,
    });
    const turn = breaker.takeTurn(clock.now());
    if (!turn) return { kind: "noAnswer", reason: "breakerOpen", trace: trace(null) };
    const { sent, read } = await answerTo(question);
    turn.note("reason" in read ? SAYS[read.reason] : "good", clock.now());
    return "reason" in read
      ? { kind: "noAnswer", reason: read.reason, trace: trace(sent) }
      : { kind: "answer", answer: read.answer, trace: trace(sent) };
  };
}
