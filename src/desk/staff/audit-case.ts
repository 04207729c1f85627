import type { AuditCommand } from "../../rules/audit-commands.js";
import { auditRefusal, correctionRefusal, usualAudit } from "../../rules/audit-permissions.js";
import type { CaseRecord } from "../../rules/case-record.js";
import { findStaff } from "../../rules/estate.js";
import { reach } from "../../rules/ladder.js";
import { type Period, periodAt, readPeriod } from "../../rules/periods.js";
import { refusalFor } from "../../rules/permissions.js";
import { correctionAsked } from "../../rules/wording/correction-wording.js";
import { type AuditKind, auditedPeriod } from "../audits/read-audit.js";
import { recentAudits } from "../audits/recent-audits.js";
import type { Stores } from "../ports.js";
import { plainText, queueMessage } from "../queue-message.js";
import { showCase } from "./look-up.js";
import { type CaseCommand, refused, type StaffAnswer } from "./run-staff-command.js";

type AuditCase = CaseCommand<Extract<AuditCommand, { verb: "auditCase" }>>;

/** Whoever recorded it, else whoever works on it, if they may put it right, else the desk; somebody who is there now. */
async function whoCorrects(
  stores: Stores,
  record: CaseRecord,
  { estate, command, now }: AuditCase,
): Promise<string | null> {
  const absences = await stores.absences.current(estate.id, now);
  const field = /处理|办结/.test(command.words) ? "handling" : "matter";
  const mayCorrect = (userid: string | null) => {
    const member = userid ? findStaff(estate, userid) : undefined;
    return member !== undefined && correctionRefusal(field, member, record) === null;
  };
  const preferred = [record.recordedBy, record.assignee, record.receivedBy].find(mayCorrect) ?? null;
  const desk = [{ role: "receptionist" as const, until: null, takesOver: true }];
  return reach({ ladder: desk, step: 0, ownerUserid: preferred }, { estate, record, absences, now }).userid;
}

async function askCorrection(stores: Stores, audited: AuditCase): Promise<string | null> {
  const { estate, member, message, record, command, now } = audited;
  const userid = await whoCorrects(stores, record, audited);
  await stores.ledger.append(record.id, {
    at: now,
    type: "audited",
    actor: member.userid,
    data: { words: command.words, to: userid },
    inboundId: message.id,
    correctsId: null,
  });
  if (!userid) return null;
  const words = correctionAsked(record, { by: member.userid, words: command.words, estate });
  await queueMessage(
    stores,
    {
      estateId: estate.id,
      key: `correction:${record.id}:${message.id}`,
      target: { channel: "app", userid },
      content: plainText(words),
      record,
    },
    now,
  );
  return userid;
}

/** The audit that is being walked: the one last asked for here, else the member's usual one. */
async function walked(stores: Stores, audited: AuditCase): Promise<{ kind: AuditKind; period: Period }> {
  const { estate, member, now } = audited;
  const { timezone } = estate;
  const words = (await recentAudits(stores, audited)).at(-1)?.period;
  const period = words ? readPeriod(words, now, timezone) : null;
  if (period?.kind === "day") return { kind: "daily", period };
  if (period?.kind === "week") return { kind: "weekly", period };
  const kind = usualAudit(member);
  return kind === "daily"
    ? { kind, period: periodAt("day", now, { timezone }) }
    : { kind, period: periodAt("week", now, { timezone, later: -1 }) };
}

/**
 * 审核 42: the auditor looks at one matter of the running audit, says that it is right (可), or what is to be
 * corrected. The record itself stays as it is: correcting it is 更正.
 */
export async function auditCase(stores: Stores, audited: AuditCase): Promise<StaffAnswer> {
  const { estate, member, record, command, now } = audited;
  if (command.want === "show") {
    const hidden = refusalFor("show", member, { record, estate });
    if (hidden) return refused(hidden.words, record);
    return showCase(stores, { ...audited, command: { verb: "show", number: null } });
  }
  const { kind, period } = await walked(stores, audited);
  const refusal = auditRefusal(kind, member, estate);
  if (refusal) return refused(refusal.words, record);
  if (command.want === "correction" && command.words === "") {
    return refused(`请写明哪里不对，例如「审核 ${record.number} 更正 电话没有留」。`, record);
  }
  const entries = await stores.ledger.ofCase(record.id);
  await stores.audits.mark([
    {
      ...auditedPeriod({ estate, kind, period, now }),
      caseId: record.id,
      entryId: entries.at(-1)?.id ?? 0,
      mark: command.want === "seen" ? "seen" : "correction",
      remark: command.words || null,
      userid: member.userid,
      at: now,
    },
  ]);
  if (command.want === "seen")
    return { words: `#${record.number} 已看，没问题。`, done: true, caseId: record.id };
  const asked = await askCorrection(stores, audited);
  const who = asked ? estate.staff.find(({ userid }) => userid === asked)?.name : null;
  const said = who ? `已请${who}更正，改好了告诉您。` : "没有人能接到，请您让前台更正。";
  return { words: `#${record.number} ${said}`, done: true, caseId: record.id };
}
