import type { Database } from "../../../src/edges/db/open-database.js";

/** How well a dialogue went, as numbers. */
export interface Measures {
  readonly matters: number;
  /** Messages of residents that wanted an answer, pieces of one counted once. */
  readonly messages: number;
  readonly answers: number;
  readonly questions: number;
  /** Facts asked for after they had been given, or twice for one matter. */
  readonly askedTwice: number;
  /** Messages that went to another record than they were about, or of which the dialogue does not say. */
  readonly wronglyJoined: readonly string[];
  /** Seconds residents waited for an answer, from their last piece on. */
  readonly waitedSeconds: number;
  readonly longestWaitSeconds: number;
  /** Messages WeChat would not have carried any more, given to a phone instead. */
  readonly phoneTasks: number;
}

/** A message and the number of the record it is about; a photo or voice has no text. */
export interface Expected {
  readonly about: number | null;
  readonly text: string;
}

export interface Observed {
  readonly externalUserId: string;
  /** Every message of the resident, in order. */
  readonly expected: readonly Expected[];
}

const ASKS: Readonly<Record<string, RegExp>> = {
  room: /(?:告诉我|还缺)[^。]{0,20}房号/,
  phone: /(?:告诉我|留个)[^。]{0,20}(?:联系)?电话/,
  time: /(?:告诉我|麻烦)[^。]{0,24}(?:方便上门的时间|什么时间方便)/,
};
const GIVES: Readonly<Record<string, RegExp>> = {
  room: /\d+[栋幢座-]\d*(?:单元)?-?\d{3,4}|\d{3,4}室/,
  phone: /1[3-9]\d{9}/,
  time: /今天|明天|后天|周[一二三四五六日末]|上午|下午|晚上|\d点|随时/,
};

interface Said {
  readonly at: number;
  readonly from: "resident" | "desk";
  readonly text: string;
}

function textOf(content: unknown): string {
  const text = (content as { text?: unknown }).text;
  return typeof text === "string" ? text : "";
}

function countQuestions(said: readonly Said[]): { questions: number; askedTwice: number } {
  const given = new Set<string>();
  let questions = 0;
  let askedTwice = 0;
  for (const { from, text } of said) {
    for (const fact of Object.keys(ASKS)) {
      if (from === "resident" && GIVES[fact]?.test(text)) given.add(fact);
      if (from === "desk" && ASKS[fact]?.test(text)) {
        questions += 1;
        // A time is asked anew for every visit; a flat and a number belong to the person.
        if (fact !== "time" && given.has(fact)) askedTwice += 1;
      }
    }
  }
  return { questions, askedTwice };
}

/** Measures a dialogue from the ledger, not from what the test expected. */
export async function measure(
  client: Database["client"],
  { externalUserId, expected }: Observed,
): Promise<Measures> {
  const inbound = await client.inboundMessage.findMany({
    where: { senderId: externalUserId },
    include: { attachments: true },
    orderBy: { id: "asc" },
  });
  const outbound = await client.outboundMessage.findMany({
    where: { targetKey: { endsWith: `:${externalUserId}` } },
    orderBy: { id: "asc" },
  });
  const records = await client.caseRecord.findMany({ where: { resident: { externalUserId } } });
  const numberOf = new Map(records.map((record) => [record.id, record.number]));
  const own = inbound.filter((message) => message.outcome !== "joined");
  const waits = own.map(({ id, handledAt }, index) => {
    const end = own[index + 1]?.id ?? Number.POSITIVE_INFINITY;
    const pieces = inbound.filter((piece) => piece.id >= id && piece.id < end);
    const last = Math.max(...pieces.map((piece) => piece.receivedAt.getTime()));
    return Math.max(0, ((handledAt?.getTime() ?? last) - last) / 1_000);
  });
  // The clock stands still between turns, so that order is by what answers what.
  const place = (message: (typeof outbound)[number]) =>
    message.inboundId ??
    Math.max(0, ...inbound.filter(({ receivedAt }) => receivedAt <= message.createdAt).map(({ id }) => id));
  const said = [
    ...inbound.map(({ id, content }): Said => ({ at: id, from: "resident", text: textOf(content) })),
    ...outbound
      .filter(({ sentAt }) => sentAt !== null)
      .map((message): Said => ({ at: place(message) + 0.5, from: "desk", text: textOf(message.content) })),
  ].sort((a, b) => a.at - b.at);
  const spoken = inbound.filter(({ content }) => (content as { type?: unknown }).type !== "event");
  const wrong = spoken.flatMap((message, index) => {
    const told = expected[index];
    const text = textOf(message.content);
    // A photo sent before the words belongs to the record its file was put into.
    const caseId = message.caseId ?? message.attachments[0]?.caseId ?? null;
    const number = caseId === null ? null : (numberOf.get(caseId) ?? null);
    if (told && told.text === text && told.about === number) return [];
    return [`「${text}」: ${number} instead of ${told?.text === text ? told.about : "nothing told"}`];
  });
  return {
    matters: records.length,
    messages: own.length,
    answers: outbound.filter(({ key, state }) => key.startsWith("answer:") && state === "sent").length,
    ...countQuestions(said),
    wronglyJoined: wrong,
    waitedSeconds: Math.round(waits.reduce((sum, wait) => sum + wait, 0)),
    longestWaitSeconds: Math.round(Math.max(0, ...waits)),
    phoneTasks: outbound.filter(({ state }) => state === "phoneTask").length,
  };
}
