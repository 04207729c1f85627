import { type Period, periodNamed } from "../../rules/periods.js";
import { auditSigned, nothingToAudit, signedBy, stillToCorrect } from "../../rules/wording/audit-wording.js";
import {
  type AskedAudit,
  AUDIT_DUTY,
  auditedPeriod,
  type ReadAudit,
  readAudit,
} from "../audits/read-audit.js";
import { LostRace } from "../errors.js";
import type { StaffContext } from "../handle-staff-message.js";
import type { Stores } from "../ports.js";
import { refused, type StaffAnswer } from "./run-staff-command.js";

type SignOffAudit = AskedAudit & {
  /** What was said with it. */
  readonly remark: string;
  /** The period as the auditor may name it. */
  readonly name: string;
};

/** Months of open audits that are looked for; older ones only the list 超时 shows. */
const DAYS_BACK = 35;

/** What the card of an audit shows instead of its buttons. */
const SIGNED = "已审核";

/** Signing in spite of a question needs a reason: 但 42 明天补上. */
const IN_SPITE = /^但/;

function refusalOf(audit: ReadAudit, asked: SignOffAudit): StaffAnswer | null {
  const { period, remark, name } = asked;
  if (audit.signOff) {
    return { ...refused(`${signedBy(audit.signOff, asked)}不用再审。`), buttonWord: SIGNED };
  }
  if (audit.items.length === 0) return refused(nothingToAudit(period, asked));
  const open = audit.items.filter(({ doubts }) => doubts.includes("toCorrect"));
  if (open.length === 0 || IN_SPITE.test(remark)) return null;
  return refused(
    stillToCorrect(
      open.map(({ record }) => record.number),
      name,
    ),
  );
}

/** Everything in the list counts as seen, except what still waits to be corrected. */
async function markSeen(stores: Stores, audit: ReadAudit, by: SignOffAudit & { userid: string }) {
  const seen = audit.items.filter(({ doubts }) => !doubts.includes("toCorrect"));
  await stores.audits.mark(
    seen.map(({ record, entries }) => ({
      ...auditedPeriod(by),
      caseId: record.id,
      entryId: entries.at(-1)?.id ?? 0,
      mark: "seen" as const,
      remark: null,
      userid: by.userid,
      at: by.now,
    })),
  );
}

/** Periods before this one, or the latest of them, that still wait for a sign-off. */
async function stillOpen(stores: Stores, { estate, kind, now }: AskedAudit): Promise<Period[]> {
  const since = new Date(now.getTime() - DAYS_BACK * 86_400_000);
  const of = { estateId: estate.id, kind: AUDIT_DUTY[kind] };
  const ends = { first: since.toISOString().slice(0, 8), last: "9999" };
  const duties = await stores.periods.between(of, ends);
  return duties
    .filter(({ settledAt, cancelledAt }) => !settledAt && !cancelledAt)
    .flatMap(({ subject }) => periodNamed(subject ?? "", estate.timezone) ?? []);
}

/** 审核 … 通过: the auditor puts their name to a period; its clock ends, and what comes later shows as such. */
export async function signOffAudit(
  stores: Stores,
  context: StaffContext,
  asked: SignOffAudit,
): Promise<StaffAnswer> {
  const { estate, member, message, now } = context;
  const audit = await readAudit(stores, asked);
  const refusal = refusalOf(audit, asked);
  if (refusal) return refusal;
  const entryIds = audit.items.flatMap(({ entries }) => entries.map(({ id }) => id));
  const signOff = await stores.audits.sign({
    ...auditedPeriod(asked),
    userid: member.userid,
    at: now,
    remark: asked.remark || null,
    lastEntryId: Math.max(0, ...entryIds),
  });
  if (!signOff) throw new LostRace(`audit of ${asked.period.id}`);
  await markSeen(stores, audit, { ...asked, userid: member.userid });
  const of = { estateId: estate.id, kind: AUDIT_DUTY[asked.kind], subject: asked.period.id };
  const duty = await stores.periods.find(of);
  await stores.periods.settle(of, now);
  await stores.acts.note({
    estateId: estate.id,
    userid: member.userid,
    verb: "audit",
    inboundId: message.id,
    caseId: null,
    noticeId: null,
    subject: `${asked.kind}:${asked.period.id}`,
    records: [],
    clocks: [],
    at: now,
  });
  const isLate = duty !== null && duty.dueAt <= now;
  const open = await stillOpen(stores, asked);
  const words = auditSigned({ ...asked, items: audit.items, isLate, open }, asked);
  return { words, done: true, caseId: null, buttonWord: SIGNED };
}
