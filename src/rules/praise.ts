import type { Department } from "./departments.js";
import type { Estate, StaffMember } from "./estate.js";

/** What people call somebody by surname, and where such a person works. */
const TITLES: readonly (readonly [RegExp, readonly Department[]])[] = [
  [/^(?:阿姨|大姐)/, ["cleaning", "landscaping"]],
  [/^(?:师傅|工|师付)/, ["engineering"]],
  [/^(?:队长|保安)/, ["security"]],
  [/^(?:经理|主管|姐|哥|小姐|女士|先生|管家|老师)/, []],
];

function isMeant(text: string, member: StaffMember): boolean {
  if (text.includes(member.name)) return true;
  const surname = [...member.name][0] ?? "";
  for (let at = text.indexOf(surname); at >= 0; at = text.indexOf(surname, at + 1)) {
    const rest = text.slice(at + surname.length);
    const title = TITLES.find(([pattern]) => pattern.test(rest));
    if (!title) continue;
    const [, departments] = title;
    if (departments.length === 0 || (member.department && departments.includes(member.department)))
      return true;
  }
  return false;
}

/** The member a praise is for, when the words leave no doubt: one only; else null, and the desk passes it on. */
export function praisedMember(text: string, estate: Estate): StaffMember | null {
  const meant = estate.staff.filter((member) => isMeant(text, member));
  const named = meant.filter((member) => text.includes(member.name));
  const [only, second] = named.length > 0 ? named : meant;
  return only && !second ? only : null;
}
