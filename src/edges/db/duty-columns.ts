import { z } from "zod";
import type { DutyFigures } from "../../desk/duty-ports.js";
import { DUTY_CALENDARS, type Duty, type DutyTerms, type Rung } from "../../rules/duty.js";
import { ROLES } from "../../rules/roles.js";
import { fromJson, fromWord } from "./column-values.js";
import type { Duty as Row } from "./generated/sqlite/client.js";
import type { Tables } from "./open-database.js";

/** Moments as ISO text, because JSON knows no dates. */
export const moment = z.iso.datetime().transform((text) => new Date(text));

const role = z.enum(ROLES);

/** Who is asked, from the owner upward. */
export const ladder: z.ZodType<Rung[]> = z.array(
  z.object({ role, until: moment.nullable(), takesOver: z.boolean() }),
);

export const warnings: z.ZodType<Date[]> = z.array(moment);

const terms: z.ZodType<DutyTerms> = z.object({
  repeatMinutes: z.number(),
  cap: z.number(),
  acceptMinutes: z.number(),
  answerMinutes: z.number(),
  ringsAtNight: z.boolean(),
  pausable: z.boolean(),
  asksProgress: z.boolean(),
});

const OPEN = { settledAt: null, cancelledAt: null };

/** Counts for /metrics; a person asks for them, no sweep does. */
export async function dutyFigures({ duty }: Tables, now: Date): Promise<DutyFigures> {
  const due = { nextNudgeAt: { lte: now } };
  const oldest = await duty.findFirst({
    where: due,
    orderBy: { nextNudgeAt: "asc" },
    select: { nextNudgeAt: true },
  });
  return {
    open: await duty.count({ where: OPEN }),
    due: await duty.count({ where: due }),
    oldestDueAt: oldest?.nextNudgeAt ?? null,
    late: await duty.count({ where: { dueAt: { lte: now }, pausedAt: null, ...OPEN } }),
    climbed: await duty.count({ where: { step: { gt: 0 }, ...OPEN } }),
    noOneReached: await duty.count({ where: { noOneReachedAt: { not: null }, ...OPEN } }),
  };
}

/** A row as the desk knows it. Throws for a row that holds what it should not. */
export function toDuty(row: Row): Duty {
  const place = `Duty ${row.id}`;
  return {
    ...row,
    ownerRole: fromWord(ROLES, row.ownerRole, `${place} ownerRole`),
    ladder: fromJson(ladder, row.ladder, `${place} ladder`),
    terms: fromJson(terms, row.terms, `${place} terms`),
    warnings: fromJson(warnings, row.warnings, `${place} warnings`),
    calendar: fromWord(DUTY_CALENDARS, row.calendar, `${place} calendar`),
  };
}
