import type { Department } from "../departments.js";
import { DEPARTMENTS } from "../departments.js";
import { type Estate, findStaff } from "../estate.js";
import { type Absence, absenceOf } from "../ladder.js";
import { settingOf } from "../settings.js";

/** Somebody a digest goes to 1:1; `department` limits it to that department's data. */
export interface ReportReader {
  readonly userid: string;
  readonly department: Department | null;
}

/** Whoever reads for a member: the member, the deputy of one on leave, or nobody. */
function readerFor(userid: string, { estate, absences, now }: ReaderFacts): string | null {
  const member = findStaff(estate, userid);
  if (!member) return null;
  const absence = absenceOf(member.userid, absences, now);
  if (!absence) return member.userid;
  const deputy = absence.deputy ? findStaff(estate, absence.deputy) : undefined;
  return deputy && !absenceOf(deputy.userid, absences, now) ? deputy.userid : null;
}

/** What finding the readers needs to know. */
export interface ReaderFacts {
  readonly estate: Estate;
  readonly absences: readonly Absence[];
  readonly now: Date;
}

/**
 * Whom the estate's digests go to, each once: `digests.to`, deputies for those on leave. When leave would leave
 * nobody, the first of the list gets it all the same: a digest that nobody reads is none.
 */
export function reportReaders(facts: ReaderFacts): ReportReader[] {
  const { estate } = facts;
  const named = estate.digests.to.flatMap((userid) => readerFor(userid, facts) ?? []);
  const [first] = estate.digests.to;
  const readers = named.length > 0 || first === undefined || estate.digests.group ? named : [first];
  return [...new Set(readers)].map((userid) => ({ userid, department: null }));
}

/** Heads who get the digest of their own department (REC-14), if the estate wants it; not those who get the whole. */
export function headReaders(facts: ReaderFacts): ReportReader[] {
  const { estate } = facts;
  if (!settingOf(estate, "digest.heads")) return [];
  const whole = new Set(reportReaders(facts).map(({ userid }) => userid));
  return DEPARTMENTS.flatMap((department) => {
    const head = estate.departments[department]?.head;
    const userid = head ? readerFor(head, facts) : null;
    return userid && !whole.has(userid) ? [{ userid, department }] : [];
  });
}

/** Members who get what they hold themselves (REC-14), if the estate wants it: everybody at work with open matters. */
export function memberReaders(facts: ReaderFacts, holding: readonly string[]): string[] {
  const { estate, absences, now } = facts;
  if (!settingOf(estate, "digest.members")) return [];
  const members = holding.flatMap((userid) => findStaff(estate, userid)?.userid ?? []);
  return [...new Set(members)].filter((userid) => !absenceOf(userid, absences, now));
}
