import { cutToBytes } from "../../rules/byte-text.js";

/** Protocol §7.4: in bytes; each reply replaces the whole text before it. */
const MAX_CONTENT_BYTES = 20_480;

export const WORKING = "正在处理，请稍候…";
export const NOTED = "好的，已收到。";
export const LOST_TRACK = "抱歉，这条消息的处理结果没有找到，麻烦您再发一次。";
export const WELCOME =
  "您好，我是管家。发「待办」看还没办完的事，「我的」看自己接的单，「超时」看已经逾期的；发「帮助」看全部说法。";

/** Plaintext of a stream reply; `finish` ends the polling of the platform. */
export function streamReply(streamId: string, part: { finish: boolean; content: string }): string {
  const content = cutToBytes(part.content, MAX_CONTENT_BYTES);
  return JSON.stringify({ msgtype: "stream", stream: { id: streamId, finish: part.finish, content } });
}

/** Plaintext of the answer to enter_chat, which takes nothing but text. */
export function welcomeReply(): string {
  return JSON.stringify({ msgtype: "text", text: { content: WELCOME } });
}
