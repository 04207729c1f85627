/** Secrets of one callback address. The second key is the one before a change, still accepted. */
export interface CallbackCredentials {
  readonly token: string;
  readonly aesKey: string;
  readonly previousAesKey: string | null;
}

export interface AppCredentials extends CallbackCredentials {
  readonly agentId: number;
  readonly secret: string;
}

/** The 智能机器人, reached by webhook or by its own long connection. */
export type BotCredentials =
  | ({ readonly mode: "webhook"; readonly botId: string | null } & CallbackCredentials)
  | { readonly mode: "socket"; readonly botId: string; readonly secret: string; readonly url: string };

/** What WeCom gave the company; a part that is null is not used. */
export interface WecomCredentials {
  readonly corpId: string | null;
  readonly app: AppCredentials | null;
  readonly bot: BotCredentials | null;
}
