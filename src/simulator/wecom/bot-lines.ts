import type { ChatLine } from "./chat.js";
import { showInGroup } from "./group-lines.js";
import type { Platform } from "./platform.js";

/** Where the 智能机器人 is spoken to: a group, or the single chat when there is no chatId. */
export interface BotPlace {
  readonly chatId: string | null;
  readonly userid: string;
}

/** Lines of that chat, oldest first. */
export function botLines(platform: Platform, place: BotPlace): ChatLine[] {
  if (place.chatId !== null) return platform.state.groups[place.chatId] ?? [];
  return platform.state.bot.lines[place.userid.toLowerCase()] ?? [];
}

export function announceBotLine(platform: Platform, place: BotPlace): void {
  const { chatId, userid } = place;
  if (chatId === null) platform.news.publish({ topic: "chat", channel: "bot", peer: userid });
  else platform.news.publish({ topic: "chat", channel: "group", peer: chatId });
}

export function showBotLine(platform: Platform, place: BotPlace, line: ChatLine): void {
  if (place.chatId !== null) {
    showInGroup(platform, place.chatId, line);
    return;
  }
  const peer = place.userid.toLowerCase();
  platform.state.bot.lines[peer] ??= [];
  platform.state.bot.lines[peer].push(line);
  announceBotLine(platform, place);
}

/** The name people type after the @. */
export function botName(platform: Platform): string {
  return platform.options.bot?.name ?? "小管家";
}
