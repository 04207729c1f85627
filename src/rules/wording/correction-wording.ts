import type { CorrectedField } from "../audit-permissions.js";
import type { CaseRecord } from "../case-record.js";
import type { Estate } from "../estate.js";
import { maskPhonesIn } from "../privacy.js";
import { matterLine, staffName } from "./case-words.js";

const FIELD_NAMES: Readonly<Record<CorrectedField, string>> = {
  phone: "电话",
  room: "房号",
  name: "称呼",
  matter: "事由",
  handling: "处理情况",
};

/** Sent 1:1 to whoever recorded or works on it when an audit found something wrong. */
export function correctionAsked(
  record: CaseRecord,
  asked: { by: string; words: string; estate: Estate },
): string {
  return [
    `【审核要求更正】#${record.number} ${matterLine(record)}`,
    `${staffName(asked.estate, asked.by)}：${asked.words}`,
    `核实后请回复「更正 ${record.number} 电话 13800000000」（房号、称呼、事由、处理同样写），原来的也会留着。`,
  ].join("\n");
}

/** A correction as those who work on the matter and the auditor read it. */
export function correctionNews(field: CorrectedField, value: string): string {
  return `${FIELD_NAMES[field]}更正为：${value}`;
}

/** Sent 1:1 to the auditor who asked for it. */
export function correctionMade(
  record: CaseRecord,
  made: { by: string; field: CorrectedField; value: string; estate: Estate },
): string {
  const news = maskPhonesIn(correctionNews(made.field, made.value));
  return `【已更正】#${record.number} ${matterLine(record)}\n${staffName(made.estate, made.by)}：${news}`;
}

/** Answer to 更正; groups read it, so phones are masked. */
export function corrected(
  record: CaseRecord,
  made: { field: CorrectedField; value: string; old: string | null },
): string {
  const before = made.old ? `（原：${made.old}）` : "";
  return maskPhonesIn(
    `#${record.number} ${correctionNews(made.field, made.value)}${before}，两笔都留在记录里。`,
  );
}

/** Nothing readable was given. */
export function correctionForm(number: number): string {
  return `请写明改哪一项、改成什么，例如「更正 ${number} 电话 13800000000」「更正 ${number} 房号 3-2-502」，也可以改称呼、事由、处理。`;
}

/** A correction taken back, for those who read the new value: the one that holds again. */
export function factsTakenBack(record: CaseRecord, before: Partial<CaseRecord>): string {
  const said = [
    ...("contactPhone" in before ? [`电话是${record.contactPhone ?? "没有留"}`] : []),
    ...("room" in before ? [`房号是${record.room ?? "待问"}`] : []),
    ...("contactName" in before ? [`称呼是${record.contactName ?? "没有留"}`] : []),
    ...("matter" in before ? ["事由以原来的为准"] : []),
  ];
  return `刚才的更正已撤回，${said.join("，")}。`;
}
