import type { AuditAct, AuditCommand } from "../../rules/audit-commands.js";
import { auditRefusal, usualAudit } from "../../rules/audit-permissions.js";
import { periodAt, readPeriod } from "../../rules/periods.js";
import { auditList, nothingToAudit, signedBy } from "../../rules/wording/audit-wording.js";
import { commandPeriod } from "../../rules/wording/period-wording.js";
import { type AskedAudit, AUDIT_DUTY, type AuditKind, readAudit } from "../audits/read-audit.js";
import { recentAudits } from "../audits/recent-audits.js";
import { weekInBrief } from "../audits/week-in-brief.js";
import { workByPerson } from "../audits/work-by-person.js";
import type { StaffContext } from "../handle-staff-message.js";
import type { Stores } from "../ports.js";
import { refused, type StaffAnswer } from "./run-staff-command.js";
import { signOffAudit } from "./sign-off-audit.js";
import { explainPeriod } from "./why-period.js";

type Audit = StaffContext & { readonly command: Extract<AuditCommand, { verb: "audit" }> };

const looked = (words: string): StaffAnswer => ({ words, done: true, caseId: null });

/** The audit that is meant, or why there is none. */
function askedFor({ estate, member, command, now }: Audit): AskedAudit | StaffAnswer {
  const { timezone } = estate;
  const usual = usualAudit(member);
  const named = command.period
    ? readPeriod(command.period, now, timezone)
    : periodAt(usual === "daily" ? "day" : "week", now, { timezone, later: usual === "daily" ? 0 : -1 });
  if (!named)
    return refused(
      "没看懂是哪天的，或者还没到。请写「审核 今日」「审核 昨日」「审核 上周」或「审核 2026-11-20」。",
    );
  if (named.kind === "month")
    return refused("审核按天（主管）或按周（经理）来做：「审核 今日」「审核 上周」。");
  const kind: AuditKind = named.kind === "day" ? "daily" : "weekly";
  const refusal = auditRefusal(kind, member, estate);
  if (refusal) return refused(refusal.words);
  if (kind === "weekly" && now < named.to)
    return refused("这一周还没有结束，下周一再审。现在可以看「审核 上周」。");
  return { estate, kind, period: named, now };
}

/** Which page is wanted: every 下一页 since a list was asked for is one on. */
async function pageOf(stores: Stores, audit: Audit): Promise<number> {
  const { act } = audit.command;
  if (act.want === "page") return act.page;
  let page = 1;
  for (const { act: said } of act.want === "next" ? await recentAudits(stores, audit) : []) {
    if (said.want === "page") page = said.page;
    else page = said.want === "next" ? page + 1 : 1;
  }
  return page;
}

async function listAudit(stores: Stores, audit: Audit, asked: AskedAudit): Promise<StaffAnswer> {
  const { estate, now } = audit;
  const { items, signOff } = await readAudit(stores, asked);
  const place = { estate, now };
  const signed = signOff ? signedBy(signOff, place) : null;
  if (items.length === 0) return looked(signed ?? nothingToAudit(asked.period, place));
  const brief =
    asked.kind === "weekly" ? await weekInBrief(stores, asked) : await workByPerson(stores, place);
  const page = await pageOf(stores, audit);
  return looked(auditList({ ...asked, items, page, signed, extra: brief }, place));
}

const WANTS_LIST: ReadonlySet<AuditAct["want"]> = new Set(["list", "next", "page"]);

/**
 * 审核: walks the supervisor through a day and the manager through a week, and takes their sign-off (REC-12,
 * REC-13). Others hear who does it.
 */
export async function auditPeriod(stores: Stores, audit: Audit): Promise<StaffAnswer> {
  const asked = askedFor(audit);
  if ("words" in asked) return asked;
  const { act } = audit.command;
  if (WANTS_LIST.has(act.want)) return listAudit(stores, audit, asked);
  if (act.want === "why")
    return explainPeriod(stores, audit, { kind: AUDIT_DUTY[asked.kind], period: asked.period });
  const words = act.want === "pass" ? act.words : "";
  return signOffAudit(stores, audit, { ...asked, remark: words, name: commandPeriod(asked.period, asked) });
}
