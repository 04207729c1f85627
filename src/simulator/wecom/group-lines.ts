import type { ChatLine } from "./chat.js";
import type { Platform } from "./platform.js";

/** Shows a line to everybody in a group; chat ids are case-sensitive (protocol §7.2). */
export function showInGroup(platform: Platform, chatId: string, line: ChatLine): void {
  platform.state.groups[chatId] ??= [];
  platform.state.groups[chatId].push(line);
  platform.news.publish({ topic: "chat", channel: "group", peer: chatId });
}
