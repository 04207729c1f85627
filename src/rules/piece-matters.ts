import { openingOf, placesApart, toldTogether, withoutOpening } from "./another-matter.js";
import { joinPieces } from "./memory.js";
import { mattersOfText } from "./text-matters.js";
import { triage } from "./triage/triage.js";
import { SURE_ENOUGH, type TriageFacts, type TriageResult } from "./triage/triage-result.js";

/** More matters than this are one story told in many pieces. */
const MOST_MATTERS = 3;

/** Pieces that are read as one matter so far. */
interface Group {
  readonly pieces: readonly string[];
  readonly read: TriageResult;
}

const isMatter = (read: TriageResult, sure: number): boolean =>
  read.topic !== null && !["smalltalk", "progress"].includes(read.kind) && read.confidence >= sure;

/** Two homes in two buildings; on one staircase what is above and below is often one matter. */
function homesApart(one: string | null, other: string | null): boolean {
  const building = (room: string | null) => (room?.includes("-") ? room.split("-")[0] : null);
  const [here, there] = [building(one), building(other)];
  return here !== null && there !== null && here !== there;
}

/** Whether a piece is about something else than those before it. */
function isAnother(group: Group, piece: string, read: TriageResult): boolean {
  if (openingOf(piece) === "another") {
    return isMatter(group.read, 0.5) && isMatter(read, 0.5) && group.read.topic !== read.topic;
  }
  if (!isMatter(group.read, SURE_ENOUGH) || !isMatter(read, SURE_ENOUGH)) return false;
  if (homesApart(group.read.room, read.room)) return true;
  const before = joinPieces(group.pieces);
  if (toldTogether(before, piece)) return false;
  return group.read.department !== read.department || placesApart(before, piece);
}

/** 「对了」 sent by itself belongs to what follows it. */
function withTheirBeginnings(pieces: readonly string[]): string[] {
  const whole: string[] = [];
  let beginning = "";
  for (const piece of pieces.map((one) => one.trim()).filter(Boolean)) {
    if (withoutOpening(piece) === "") {
      beginning = piece;
      continue;
    }
    whole.push(beginning === "" ? piece : joinPieces([beginning, piece]));
    beginning = "";
  }
  return whole;
}

function groupsOf(pieces: readonly string[], facts: TriageFacts): Group[] {
  const groups: Group[] = [];
  for (const piece of pieces) {
    const last = groups.at(-1);
    const said = withoutOpening(piece);
    const read = triage(said, facts);
    if (!last || isAnother(last, piece, read)) {
      groups.push({ pieces: [said], read });
      continue;
    }
    const together = [...last.pieces, piece];
    // A room or a number says nothing of the matter: what was read of it stands.
    const again = isMatter(last.read, SURE_ENOUGH) ? last.read : triage(joinPieces(together), facts);
    groups[groups.length - 1] = { pieces: together, read: again };
  }
  return groups;
}

/**
 * The matters of pieces sent one after another, each in its own words: usually one, told in pieces (「厨房漏水」
 * 「3栋502」); two or three when a piece is plainly about something else than those before it, by the writer's own
 * word for it (「对了」) or because another department, another place, or a home in another building has to do with it. What is no matter (a
 * room, a number) stays with the piece before it. An emergency is never taken apart.
 */
export function mattersOfPieces(pieces: readonly string[], facts: TriageFacts): readonly string[] {
  const text = joinPieces(pieces);
  const whole = withTheirBeginnings(pieces);
  if (whole.length < 2) return mattersOfText(text, facts);
  const groups = groupsOf(whole, facts);
  const isUrgent = triage(text, facts).emergency || groups.some(({ read }) => read.emergency);
  if (isUrgent) return [text];
  const parts = groups.flatMap((group) => mattersOfText(joinPieces(group.pieces), facts));
  return parts.length > 1 && parts.length <= MOST_MATTERS ? parts : [text];
}
