import type { Estate } from "../estate.js";
import { sayMoment } from "../estate-time.js";
import type { Wait } from "../sop.js";

/** Reasons residents may read as they were written; others are staff's own business. */
const SAYABLE = /^(?:正在|还在|在)?(?:等|待|缺|订|采购|送修|报价|审批)[^#0-9]{0,20}$/;
const FOR_RESIDENT =
  /^(?:正在|还在|在)?等(?:业主|住户|客户|对方)?(?:回来|回家|在家|有空|方便|的?时间|回复|确认)?$/;

/** What a paused matter waits for and until when, as its resident reads it. */
export function waitWords(wait: Wait, at: { readonly estate: Estate; readonly now: Date }): string {
  const reason = wait.reason.replace(/[，,。\s]+$/, "");
  const said = FOR_RESIDENT.test(reason)
    ? "在等您这边方便"
    : SAYABLE.test(reason)
      ? reason.replace(/^(?!正|还|在)/, "在")
      : "要等条件具备";
  return `目前${said}，先等到${sayMoment(wait.until, at.now, at.estate.timezone)}，到时接着办`;
}
