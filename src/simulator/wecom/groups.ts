import type { BotContent } from "./bot-files.js";
import type { BotStreams } from "./bot-streams.js";
import { createBotTalk, type Said, type SaidTerms } from "./bot-talk.js";
import type { CallbackPost, Delivery } from "./callbacks.js";
import { showInGroup } from "./group-lines.js";
import type { Platform } from "./platform.js";
import type { Screen } from "./screen.js";

/** A staff group chat: the bot hears what is said to it, the robot pushes into it. */
export interface Group extends Screen {
  readonly chatId: string;
  /** Says something to the bot; the @ before it is added. */
  says(userid: string, content: BotContent, terms?: SaidTerms): Promise<Said>;
  /** Talk among people: no @, so the platform tells nobody (protocol §0.8). */
  chats(userid: string, text: string): void;
  /** Presses a button of the bot's newest card, or of the one with this task_id. */
  clicks(userid: string, button: string, on?: { taskId: string }): Promise<Delivery>;
}

/** A member alone with the bot; here pictures, voice and files are heard too. */
export interface BotChat extends Screen {
  says(content: BotContent, terms?: SaidTerms): Promise<Said>;
  /** First entry of the day: the welcome is due. */
  opens(): Promise<Delivery>;
  clicks(button: string, on?: { taskId: string }): Promise<Delivery>;
}

interface Parts {
  readonly post: CallbackPost;
  readonly streams: BotStreams;
}

export function createGroup(platform: Platform, parts: Parts, chatId: string): Group {
  const talk = createBotTalk({ platform, ...parts }, { chatId, userid: "" });
  return {
    ...talk.screen,
    chatId,
    says: (userid, content, terms) => talk.says(content, userid, terms),
    chats(userid, text) {
      const author = platform.findMember(userid)?.userid ?? userid;
      const head = { msgid: platform.newId("chat"), from: "person", author } as const;
      showInGroup(platform, chatId, { ...head, kind: "text", text, sentAt: platform.now() });
    },
    clicks: (userid, button, on) => talk.clicks(button, userid, on),
  };
}

export function createBotChat(platform: Platform, parts: Parts, userid: string): BotChat {
  const talk = createBotTalk({ platform, ...parts }, { chatId: null, userid });
  return {
    ...talk.screen,
    says: (content, terms) => talk.says(content, userid, terms),
    opens: () => talk.enters(userid),
    clicks: (button, on) => talk.clicks(button, userid, on),
  };
}
