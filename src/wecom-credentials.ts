import type { Variables } from "./config.js";
import type { AppCredentials, BotCredentials, WecomCredentials } from "./edges/wecom/credentials.js";

const APP = [
  "WECOM_CORP_ID",
  "WECOM_AGENT_ID",
  "WECOM_APP_SECRET",
  "WECOM_APP_TOKEN",
  "WECOM_APP_AES_KEY",
] as const;
const BOT_WEBHOOK = ["WECOM_BOT_TOKEN", "WECOM_BOT_AES_KEY"] as const;
const BOT_SOCKET = ["WECOM_BOT_ID", "WECOM_BOT_SECRET"] as const;
const CREDENTIALS = [...APP, ...BOT_WEBHOOK, ...BOT_SOCKET] as const;
type CredentialName = (typeof CREDENTIALS)[number];

const OFFICIAL_SOCKET = "wss://openws.work.weixin.qq.com";

function listed(names: readonly string[]): string {
  return names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}

/** Problem of a group of which only some are set, or none. */
function half(
  variables: Variables,
  what: { names: readonly CredentialName[]; purpose: string },
): string | null {
  const missing = what.names.filter((name) => variables[name] === undefined);
  if (missing.length === 0 || missing.length === what.names.length) return null;
  const given = what.names.filter((name) => variables[name] !== undefined);
  return `${listed(missing)} missing: ${what.purpose} needs ${missing.length > 1 ? "them" : "it"} beside ${listed(given)}`;
}

function problemsOfBot(variables: Variables): string[] {
  const webhook = BOT_WEBHOOK.some((name) => variables[name] !== undefined);
  if (webhook && variables.WECOM_BOT_SECRET !== undefined) {
    return [
      "WECOM_BOT_SECRET (long connection) and WECOM_BOT_TOKEN, WECOM_BOT_AES_KEY (webhook) exclude each other: keep one way",
    ];
  }
  const problem = webhook
    ? half(variables, { names: BOT_WEBHOOK, purpose: "the webhook of the AI bot" })
    : half(variables, { names: BOT_SOCKET, purpose: "the long connection of the AI bot" });
  return problem ? [problem] : [];
}

function problemsOf(variables: Variables): string[] {
  const problems = problemsOfBot(variables);
  const botIsWhole = problems.length === 0 && [...BOT_WEBHOOK, ...BOT_SOCKET].some((name) => variables[name]);
  const onlyCorpId = APP.every((name) => name === "WECOM_CORP_ID" || variables[name] === undefined);
  // A company that uses the bot alone may still name its corp id.
  const app = half(variables, { names: APP, purpose: "the self-built app" });
  if (app && !(onlyCorpId && botIsWhole)) problems.unshift(app);
  for (const [previous, current] of [
    ["WECOM_APP_AES_KEY_PREVIOUS", "WECOM_APP_AES_KEY"],
    ["WECOM_BOT_AES_KEY_PREVIOUS", "WECOM_BOT_AES_KEY"],
  ] as const) {
    if (variables[previous] && !variables[current]) problems.push(`${previous} needs ${current} beside it`);
  }
  return problems;
}

function appOf(variables: Variables): AppCredentials | null {
  const { WECOM_AGENT_ID: agentId, WECOM_APP_SECRET: secret, WECOM_APP_TOKEN: token } = variables;
  const { WECOM_APP_AES_KEY: aesKey, WECOM_APP_AES_KEY_PREVIOUS: previousAesKey = null } = variables;
  if (!agentId || !secret || !token || !aesKey) return null;
  return { agentId: Number(agentId), secret, token, aesKey, previousAesKey };
}

function botOf(variables: Variables): BotCredentials | null {
  const { WECOM_BOT_TOKEN: token, WECOM_BOT_AES_KEY: aesKey, WECOM_BOT_ID: botId } = variables;
  const { WECOM_BOT_AES_KEY_PREVIOUS: previousAesKey = null, WECOM_BOT_SECRET: secret } = variables;
  if (token && aesKey) return { mode: "webhook", botId: botId ?? null, token, aesKey, previousAesKey };
  if (!botId || !secret) return null;
  return { mode: "socket", botId, secret, url: variables.WECOM_BOT_WS_URL ?? OFFICIAL_SOCKET };
}

/**
 * The credentials and whether the simulator stands in for WeCom: by default only when none is given at all.
 * With `SIMULATOR=on` those given are left alone, so that somebody can try things out beside a full `.env`.
 */
export function readCredentials(variables: Variables): {
  simulator: boolean;
  wecom: WecomCredentials | null;
  problems: string[];
} {
  const none = CREDENTIALS.every((name) => variables[name] === undefined);
  const simulator = variables.SIMULATOR === "on" || (variables.SIMULATOR !== "off" && none);
  if (simulator) return { simulator, wecom: null, problems: [] };
  if (none) {
    const problem = `SIMULATOR=off needs WeCom credentials: ${listed(APP)} for the app, or those of the AI bot`;
    return { simulator, wecom: null, problems: [problem] };
  }
  const wecom = { corpId: variables.WECOM_CORP_ID ?? null, app: appOf(variables), bot: botOf(variables) };
  return { simulator, wecom, problems: problemsOf(variables) };
}
