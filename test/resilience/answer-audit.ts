import { kfMessageId } from "../../src/edges/wecom/kf-courier.js";
import { type Evidence, twice } from "./ledger-audit.js";

interface Queued {
  readonly id: number;
  readonly key: string;
  readonly targetKey: string;
  readonly state: string;
  readonly priority: number;
  readonly mergedIntoId: number | null;
}

interface Question {
  readonly id: number;
  readonly channelMessageId: string;
  readonly outcome: string | null;
  readonly handledAt: Date | null;
}

/** One resident: what they see, what they asked, what was meant for them. */
interface Talk {
  readonly peerId: string;
  readonly screen: readonly { readonly msgid: string; readonly from: string }[];
  readonly questions: readonly Question[];
  readonly queued: readonly Queued[];
}

/** The message that carries the answer to a question: its own, or one that other words were joined to. */
function carrierOf(question: Question, queued: readonly Queued[]): Queued | undefined {
  const answer = queued.find((one) => one.key === `answer:${question.id}`);
  return answer?.state === "merged" ? queued.find((one) => one.id === answer.mergedIntoId) : answer;
}

/** What was sent is what is seen, and nothing is seen twice. */
function screenProblems({ peerId, screen, queued }: Talk): string[] {
  const shown = screen.filter((line) => line.from === "desk").map((line) => line.msgid);
  const sent = queued.filter((one) => one.state === "sent").map((one) => kfMessageId(one.key));
  return [
    ...twice(shown).map((msgid) => `${peerId} saw ${msgid} twice`),
    ...sent.filter((msgid) => !shown.includes(msgid)).map((msgid) => `${peerId} never saw ${msgid}`),
    ...shown.filter((msgid) => !sent.includes(msgid)).map((msgid) => `${peerId} saw unsent ${msgid}`),
  ];
}

/** Each question has its answer; pieces of one message have one together, to the first of them. */
function gapProblems({ peerId, screen, questions, queued }: Talk): string[] {
  return questions.flatMap((question) => {
    const carrier = carrierOf(question, queued);
    const seen = carrier && screen.some((line) => line.msgid === kfMessageId(carrier.key));
    const isAnswered = seen === true && carrier?.state === "sent";
    // Thanks for thanks get none.
    const wantsNone = question.outcome === "joined" || question.outcome === "courtesy";
    if (isAnswered !== wantsNone) return [];
    return [`${peerId}: message ${question.id} (${question.outcome}) is answered: ${isAnswered}`];
  });
}

/** Questions are handled, and answered, in the order they were asked; only an emergency may overtake. */
function orderProblems({ peerId, screen, questions, queued }: Talk): string[] {
  const problems: string[] = [];
  const asked = screen.filter((line) => line.from === "person").map((line) => line.msgid);
  const stored = questions.map((question) => question.channelMessageId);
  if (asked.join() !== stored.join()) problems.push(`${peerId}: stored in another order than sent`);
  const handled = questions.map((question) => question.handledAt?.getTime() ?? 0);
  if (handled.some((at, index) => at < (handled[index - 1] ?? 0))) {
    problems.push(`${peerId}: handled in another order than sent`);
  }
  const carriers = questions.map((question) => carrierOf(question, queued));
  const places = carriers.flatMap((carrier) =>
    carrier && carrier.priority > 0
      ? [screen.findIndex((line) => line.msgid === kfMessageId(carrier.key))]
      : [],
  );
  if (places.some((place, index) => place < (places[index - 1] ?? 0))) {
    problems.push(`${peerId}: answered in another order than asked`);
  }
  return problems;
}

/** Every resident's screen: one answer to each message, none twice, in the order of the questions. */
export async function answerProblems({ client, standIn, openKfId }: Evidence): Promise<string[]> {
  const queued = await client.outboundMessage.findMany({ where: { channel: "kf" }, orderBy: { id: "asc" } });
  const messages = await client.inboundMessage.findMany({ where: { channel: "kf" }, orderBy: { id: "asc" } });
  return [...new Set(messages.map((message) => message.peerId))].flatMap((peerId) => {
    const talk: Talk = {
      peerId,
      screen: standIn.resident(peerId).conversation(),
      questions: messages.filter((message) => message.peerId === peerId && message.senderId === peerId),
      queued: queued.filter((one) => one.targetKey === `kf:${openKfId}:${peerId}`),
    };
    return [...screenProblems(talk), ...gapProblems(talk), ...orderProblems(talk)];
  });
}
