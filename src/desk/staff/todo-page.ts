import { readStaffCommand, type StaffCommand } from "../../rules/staff-commands.js";
import type { StaffContext } from "../handle-staff-message.js";
import { conversationKey } from "../inbound-message.js";
import type { Stores } from "../ports.js";

/** The page that was asked for: a number, or the one after the last that was shown. */
export type PageAsked = NonNullable<Extract<StaffCommand, { verb: "todo" }>["page"]>;

/** A list is read in one go; whoever comes back later begins anew. In ms. */
const READING_MILLIS = 30 * 60_000;

/** The page 待办 is to show: the first unless one is named; 下一页 follows what the member was shown here last. */
export async function todoPage(
  stores: Stores,
  { message, now }: StaffContext,
  asked: PageAsked | undefined,
): Promise<number> {
  if (asked !== "next") return asked ?? 1;
  const since = new Date(now.getTime() - READING_MILLIS);
  const said = await stores.inbound.sentSince(conversationKey(message), since);
  let page = 1;
  for (const { id, senderId, content } of said) {
    if (senderId !== message.senderId || id > message.id || content.type !== "text") continue;
    const command = readStaffCommand(content.text, null);
    if (command.verb !== "todo") continue;
    page = command.page === "next" ? page + 1 : (command.page ?? 1);
  }
  // 下一页 with nothing shown before it goes on from the first.
  return page;
}
