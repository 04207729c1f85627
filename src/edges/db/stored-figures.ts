import { z } from "zod";
import { COMPLAINT_CLASSES } from "../../rules/case-record.js";
import { CAUSES } from "../../rules/figures/causes.js";
import {
  MEASURES,
  type MeasureName,
  NO_SHARE,
  type PeriodFigures,
  type Share,
} from "../../rules/figures/period-figures.js";
import { CASE_KINDS } from "./case-store.js";
import { RESPONSIBLE } from "./figure-columns.js";

const cell = {
  kind: z.enum(CASE_KINDS),
  complaintClass: z.enum(COMPLAINT_CLASSES).nullable(),
  department: z.enum(RESPONSIBLE),
};
const counted = { ...cell, cause: z.enum(CAUSES).nullable(), count: z.number() };
const share: z.ZodType<Share> = z.object({ part: z.number(), whole: z.number() });
const named = z.array(z.object({ number: z.number(), value: z.number() }));

/** A measure an earlier version did not know counts as nothing of nothing. */
const measures: z.ZodType<Record<MeasureName, Share>> = z
  .record(z.string(), share)
  .transform(
    (known) =>
      Object.fromEntries(MEASURES.map((name) => [name, known[name] ?? NO_SHARE])) as Record<
        MeasureName,
        Share
      >,
  );

/** Figures as they were pinned when their report went out. */
export const periodFigures: z.ZodType<PeriodFigures> = z.object({
  from: z.string(),
  to: z.string(),
  received: z.array(z.object(counted)),
  settled: z.array(z.object({ ...counted, minutes: z.number() })),
  satisfaction: z.array(
    z.object({
      ...cell,
      handledBy: z.string().nullable(),
      satisfied: z.number(),
      basicallySatisfied: z.number(),
      dissatisfied: z.number(),
    }),
  ),
  measures,
  places: z.array(z.object({ building: z.string(), topic: z.string(), count: z.number() })),
  slowest: named,
  chased: named,
  climbs: z.number(),
  noOneReached: z.number(),
});
