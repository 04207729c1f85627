import { isCallbackDuty } from "./callback-table.js";
import type { Duty } from "./duty.js";
import type { NextNudge } from "./duty-clock.js";
import { deskGroup, type Estate } from "./estate.js";
import { type LadderFacts, present, type Reached } from "./ladder.js";
import type { NudgeWord } from "./wording/nudge-wording.js";

/** Who hears of a nudge, and what it is for them. */
export interface GivenNudge {
  /** userid, or `group:` and the id of a group. */
  readonly recipient: string;
  readonly word: NudgeWord;
}

const GROUP = "group:";

/** A recipient that stands for a whole group. */
export function groupOfRecipient(recipient: string): string | null {
  return recipient.startsWith(GROUP) ? recipient.slice(GROUP.length) : null;
}

/** The group that is told when an estate has nobody to ask: the managers', else the desk's. */
function lastResort(estate: Estate): string | null {
  const managers = estate.digests.group ? estate.groups[estate.digests.group] : undefined;
  const group = managers?.hasRobot ? managers : deskGroup(estate);
  return group ? `${GROUP}${group.id}` : null;
}

/**
 * Everybody a nudge is for, each once, who stands in instead of who is away: whoever is asked now, the owner, below the limit also who accepted the
 * matter; when a role takes over, the former owner hears who is asked instead. Only the acceptance itself (还在处理吗) is a
 * question to the one who gave it, and to the rung that is asked when nobody stands in for them.
 */
export function nudgeRecipients(at: {
  duty: Duty;
  facts: LadderFacts;
  /** Who accepted the matter; null for a duty that hangs on a period: nobody accepts one. */
  assignee: string | null;
  nudge: NextNudge;
  reached: Reached;
}): GivenNudge[] {
  const { duty, facts, nudge, reached } = at;
  const given = new Map<string, GivenNudge>();
  // A callback asks about the work: whoever did the work is not asked for it.
  const worker = isCallbackDuty(duty.kind) ? null : at.assignee;
  const add = (userid: string | null, word: NudgeWord) => {
    const found = userid ? present(userid, facts) : null;
    if (!found || !("userid" in found) || given.has(found.userid)) return;
    given.set(found.userid, { recipient: found.userid, word });
  };
  if (nudge.kind === "stillWorking") add(worker, "stillWorking");
  if (given.size === 0) add(reached.userid, nudge.kind);
  if (nudge.kind === "warning" || nudge.kind === "again" || nudge.kind === "resumed") {
    // A superior who was merely told leaves the owner in charge.
    add(duty.ownerUserid, nudge.kind);
    if (duty.step === 0) add(worker, nudge.kind);
  }
  if (nudge.kind === "limit") {
    const takenOver = duty.ladder[reached.step]?.takesOver || reached.missedRung;
    add(duty.ownerUserid, takenOver ? "passedUp" : "limit");
    add(worker, takenOver ? "passedUp" : "limit");
  }
  if (given.size === 0) {
    const group = lastResort(facts.estate);
    if (group) return [{ recipient: group, word: "unowned" }];
  }
  return [...given.values()];
}
