import { expect } from "vitest";
import { type EstateStory, type Span, startEstate } from "../estate-story.js";
import { type Expected, type Measures, measure } from "./measures.js";

/** What a resident does, or staff, and what the resident hears of it. */
export type Turn =
  | {
      /** Writes and waits for the answer. */
      readonly says: string;
      /** The one answer; null = none is due. */
      readonly hears: RegExp | null;
      /** Number of the record the words, and the pieces before them, belong to; null = to none. */
      readonly about: number | null;
    }
  /** Writes a piece and goes on typing: nothing is heard yet. */
  | { readonly types: string }
  | { readonly sends: "photo" | "voice"; readonly hears: RegExp | null; readonly about: number | null }
  | { readonly adds: "photo" }
  /** Somebody of the staff speaks in a group; `hears` is what the resident gets of it. */
  | {
      readonly in: string;
      readonly who: string;
      readonly command: string;
      readonly answer: RegExp;
      readonly hears?: RegExp;
    }
  /** Time passes; `hears` is what the resident gets meanwhile, nothing unless told. */
  | { readonly later: Span; readonly hears?: RegExp }
  /** A member has received something like this since the last look. */
  | { readonly member: string; readonly got: RegExp }
  | { readonly group: string; readonly got: RegExp }
  | { readonly does: (estate: EstateStory) => Promise<void> };

/** A talk of one person about their matters. */
export interface Dialogue {
  /** A sentence that could be false. */
  readonly claim: string;
  readonly person: string;
  readonly at?: string;
  readonly turns: readonly Turn[];
}

interface Stage {
  readonly estate: EstateStory;
  readonly resident: ReturnType<EstateStory["resident"]>;
  readonly expected: Expected[];
  /** Pieces written and not yet finished with. */
  readonly pieces: string[];
}

/** What was just said belongs to this record, and so do the pieces before it. */
function belongs({ expected, pieces }: Stage, text: string, about: number | null): void {
  for (const piece of [...pieces.splice(0), text]) expected.push({ about, text: piece });
}

function heard({ resident }: Stage, turn: Turn, pattern: RegExp | null | undefined): void {
  const texts = resident.read();
  const place = JSON.stringify(turn);
  if (!pattern) {
    expect(texts, place).toEqual([]);
    return;
  }
  // One answer to a message, one notice of an event: never two.
  expect(texts, place).toHaveLength(1);
  expect(texts[0], place).toMatch(pattern);
}

async function play(stage: Stage, turn: Turn): Promise<void> {
  const { estate, resident } = stage;
  if ("says" in turn) {
    await resident.says(turn.says);
    heard(stage, turn, turn.hears);
    belongs(stage, turn.says, turn.about);
  } else if ("types" in turn) {
    await resident.types(turn.types);
    stage.pieces.push(turn.types);
    heard(stage, turn, null);
  } else if ("sends" in turn) {
    await (turn.sends === "photo" ? resident.sendsPhoto() : resident.sendsVoice());
    heard(stage, turn, turn.hears);
    belongs(stage, "", turn.about);
  } else if ("adds" in turn) {
    await resident.addsPhoto();
    stage.pieces.push("");
    heard(stage, turn, null);
  } else if ("command" in turn) {
    const answer = await estate.group(turn.in).says(turn.who, turn.command);
    expect(answer, JSON.stringify(turn)).toMatch(turn.answer);
    heard(stage, turn, turn.hears);
  } else if ("later" in turn) {
    await estate.advance(turn.later);
    heard(stage, turn, turn.hears);
  } else if ("member" in turn) {
    expect(estate.staff(turn.member).read().join("\n")).toMatch(turn.got);
  } else if ("group" in turn) {
    expect(estate.group(turn.group).read().join("\n")).toMatch(turn.got);
  } else {
    await turn.does(estate);
  }
}

/** Tells a dialogue from beginning to end, checks it, and returns what it measured and how it reads. */
export async function tell(dialogue: Dialogue): Promise<{ measures: Measures; transcript: string }> {
  const estate = await startEstate(dialogue.at === undefined ? {} : { at: dialogue.at });
  const resident = estate.resident(dialogue.person);
  const stage: Stage = { estate, resident, expected: [], pieces: [] };
  try {
    for (const turn of dialogue.turns) await play(stage, turn);
    const { client } = estate.simulation.app().database;
    const measures = await measure(client, {
      externalUserId: resident.externalUserId,
      expected: stage.expected,
    });
    const transcript = `## ${dialogue.person}: ${dialogue.claim}\n${resident.transcript()}`;
    return { measures, transcript };
  } finally {
    estate.readStaff();
    await estate.close();
  }
}
