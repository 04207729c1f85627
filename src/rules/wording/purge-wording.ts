/** One line of what a purge would do or did. */
export interface PurgeLine {
  readonly what: string;
  readonly count: number;
  /** Day of the oldest, as the estate's wall has it; null in a report of what was done. */
  readonly oldest: string | null;
}

/** What is removed, as people call it, in the order it is shown. */
export const PURGE_NAMES = {
  receptions: "接待记录",
  complaints: "投诉记录",
  repairs: "报修记录",
  callbacks: "回访记录",
  entries: "台账明细",
  messages: "记录里的消息",
  plainMessages: "不属于记录的消息",
  photos: "照片和附件",
  residents: "住户资料",
  modelCalls: "模型提问记录",
} as const;

/** Lines of what is past its time; one sentence when nothing is. */
export function purgePlan(estate: string, lines: readonly PurgeLine[], heldBack: number): string {
  const shown = lines.filter(({ count }) => count > 0);
  const kept =
    heldBack > 0 ? [`  另有${heldBack}条已到期但先不动：回访还没归档，或与没办完的事有关联。`] : [];
  if (shown.length === 0) return [`${estate}：没有到期的个人信息。`, ...kept].join("\n");
  const rows = shown.map(
    ({ what, count, oldest }) => `  ${what}：${count}${oldest ? `（最早 ${oldest}）` : ""}`,
  );
  return [`${estate}：以下内容已过保管期限：`, ...rows, ...kept].join("\n");
}

/** What was done. */
export function purgeDone(estate: string, lines: readonly PurgeLine[]): string {
  const shown = lines.filter(({ count }) => count > 0);
  if (shown.length === 0) return `${estate}：没有需要清除的。`;
  const rows = shown.map(({ what, count }) => `  ${what}：${count}`);
  return [`${estate}：已清除个人信息，件数、类别和时间仍保留：`, ...rows].join("\n");
}

/** After a look, or when the word was missing: nothing happened, and how it would. */
export function purgeHint(estateId: string | null): string {
  const which = estateId === null ? "" : ` --estate ${estateId}`;
  return `什么都没有改动。确认要清除，请运行：npm run purge --${which} --yes`;
}
