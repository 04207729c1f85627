import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Database } from "../../src/edges/db/open-database.js";
import type { Estate } from "../../src/rules/estate.js";
import type { StandIn } from "../../src/simulator/wecom/stand-in.js";
import { answerProblems } from "./answer-audit.js";
import type { SentByStaff } from "./staff-at-work.js";
import type { SentByResident } from "./traffic.js";

/** Everything that was said to the desk, and where to look for what became of it. */
export interface Evidence {
  readonly client: Database["client"];
  readonly standIn: StandIn;
  readonly estate: Estate;
  readonly openKfId: string;
  readonly dataDir: string;
  readonly fromResidents: readonly SentByResident[];
  readonly fromStaff: readonly SentByStaff[];
}

/** Words that occur more than once. */
export function twice(words: readonly string[]): string[] {
  return [...new Set(words.filter((word, index) => words.indexOf(word) !== index))];
}

/** Messages sent and messages handled, by the platform's own ids. */
async function messageProblems({ client, fromResidents, fromStaff }: Evidence): Promise<string[]> {
  const rows = await client.inboundMessage.findMany();
  const stored = new Map(rows.map((row) => [row.channelMessageId, row]));
  const problems = rows.filter((row) => row.state !== "handled").map((row) => `${row.id} is ${row.state}`);
  for (const { msgid } of fromResidents) if (!stored.has(msgid)) problems.push(`lost: ${msgid}`);
  const resident = rows.filter((row) => row.channel === "kf" && row.senderId.startsWith("wmRES"));
  if (resident.length !== fromResidents.length) {
    problems.push(`${fromResidents.length} messages of residents were sent, ${resident.length} are stored`);
  }
  const clicks = rows.filter((row) => JSON.stringify(row.content).includes('"cardClick"'));
  for (const sent of fromStaff) {
    if (sent.channel === "bot" && sent.said.outcome === "delivered" && !stored.has(sent.said.msgid)) {
      problems.push(`lost command in a group: ${sent.said.msgid}`);
    }
    if (sent.channel === "app" && sent.outcome === "delivered" && !stored.has(sent.msgid)) {
      problems.push(`lost command to the app: ${sent.msgid}`);
    }
    // Two clicks of one member within a second are one event to the platform (protocol §3).
    const kept = clicks.some((row) => row.senderId === ("userid" in sent ? sent.userid : ""));
    if (sent.channel === "click" && sent.outcome === "delivered" && !kept) {
      problems.push(`lost click of ${sent.userid}`);
    }
  }
  return problems;
}

/** Records: each matter of a message opened one, numbers without gaps, every beginning written down once. */
async function recordProblems({ client }: Evidence): Promise<string[]> {
  const records = await client.caseRecord.findMany({
    include: { entries: true },
    orderBy: { number: "asc" },
  });
  const problems: string[] = [];
  records.forEach((record, index) => {
    if (record.number !== index + 1) problems.push(`number ${index + 1} is missing or doubled`);
    for (const type of ["received", "classified", "dispatched"]) {
      const count = record.entries.filter((entry) => entry.type === type).length;
      if (count !== 1) problems.push(`#${record.number} has ${count} entries ${type}`);
    }
  });
  const sources = records.map(({ matter, entries }) => {
    const received = entries.find((entry) => entry.type === "received");
    return `${received?.inboundId} about ${matter}`;
  });
  for (const source of twice(sources)) problems.push(`two records were opened by message ${source}`);
  const opened = await client.inboundMessage.findMany({
    where: { outcome: { in: ["opened", "openedSeveral", "joinedIncident"] } },
  });
  for (const { id } of opened) {
    const has = sources.some((source) => source.startsWith(`${id} `));
    if (!has) problems.push(`message ${id} opened a record that is not there`);
  }
  const entries = records.flatMap((record) => record.entries).filter((entry) => entry.inboundId !== null);
  const facts = entries.map(
    ({ caseId, type, inboundId, data }) =>
      `${caseId} ${type} by message ${inboundId} ${JSON.stringify(data)}`,
  );
  return [...problems, ...twice(facts).map((fact) => `entered twice: ${fact}`)];
}

/** Every group has the card of every matter it should have, a second one only when it says so. */
async function cardProblems({ client, standIn, estate }: Evidence): Promise<string[]> {
  const records = await client.caseRecord.findMany({ include: { entries: true } });
  const problems: string[] = [];
  for (const { number, entries } of records) {
    const dispatched = entries.find((entry) => entry.type === "dispatched");
    const { groups } = JSON.parse(JSON.stringify(dispatched?.data ?? { groups: "" }));
    for (const id of String(groups).split(",").filter(Boolean)) {
      const chatId = estate.groups[id]?.chatId;
      const lines = chatId ? standIn.group(chatId).received() : [];
      const cards = lines.filter((line) => line.text.includes(`】#${number}**`));
      const unmarked = cards.filter((line) => !line.text.startsWith("（重发）"));
      if (cards.length === 0) problems.push(`#${number} has no card in ${id}`);
      if (unmarked.length > 1) problems.push(`#${number} has ${unmarked.length} cards in ${id}`);
    }
  }
  return problems;
}

/** Every file is there and is what was sent. */
async function attachmentProblems({ client, dataDir, fromResidents }: Evidence): Promise<string[]> {
  const files = await client.attachment.findMany();
  const sent = fromResidents.filter((one) => one.hasFile).length;
  const problems = files
    .filter((file) => file.state !== "saved")
    .map((file) => `${file.id} is ${file.state}`);
  if (files.length !== sent) problems.push(`${sent} files were sent, ${files.length} are known`);
  for (const { id, path, sha256 } of files) {
    if (path === null) continue;
    const bytes = await readFile(join(dataDir, "media", path)).catch(() => null);
    const hash = bytes && createHash("sha256").update(bytes).digest("hex");
    if (hash !== sha256) problems.push(`file of attachment ${id} is not what was sent`);
  }
  return problems;
}

/** What is meant for a later hour (a callback task in the night) waits by right. */
export function meantForNow() {
  return { notBefore: { lte: new Date() } };
}

/** Every command in a group got its one finished answer; nothing lies in the outbox. */
async function staffProblems({ client, fromStaff }: Evidence): Promise<string[]> {
  const problems: string[] = [];
  for (const sent of fromStaff) {
    if (sent.channel !== "bot" || sent.said.outcome !== "delivered") continue;
    const answer = sent.said.answer();
    if (answer === null || /^正在处理/.test(answer)) {
      problems.push(`no answer to ${sent.said.msgid}: ${answer}`);
    }
  }
  const open = await client.outboundMessage.findMany({
    where: { state: { notIn: ["sent", "merged", "uncertain", "phoneTask"] }, ...meantForNow() },
  });
  const pauses = await client.channelPause.findMany();
  const why = (one: (typeof open)[number]) => {
    const pause = pauses.find(({ targetKey }) => targetKey === one.targetKey);
    const paused = pause ? `, target paused until ${pause.until.toISOString()}: ${pause.reason}` : "";
    const { attempts, lastError } = one;
    return `${attempts} attempts, ${lastError}, next ${one.nextAttemptAt.toISOString()}${paused}`;
  };
  return [...problems, ...open.map((one) => `outbox: ${one.key} is ${one.state} (${why(one)})`)];
}

/** Everything that was lost, doubled or out of order; empty when nothing was. */
export async function findProblems(evidence: Evidence): Promise<string[]> {
  const found = await Promise.all([
    messageProblems(evidence),
    recordProblems(evidence),
    answerProblems(evidence),
    cardProblems(evidence),
    attachmentProblems(evidence),
    staffProblems(evidence),
  ]);
  return found.flat();
}
