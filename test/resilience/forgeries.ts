import { randomBytes } from "node:crypto";
import { type CallbackKeys, seal } from "../../src/simulator/wecom/crypto.js";
import type { StandInTenant } from "./stand-in-tenant.js";

/** A request as a stranger, or a broken platform, might send it. */
export interface Forgery {
  readonly path: string;
  readonly method: "GET" | "POST";
  readonly query: string;
  readonly body: string | null;
}

/** Words that must never be seen in a log. */
export const SECRET_WORDS = "王女士13800000000厨房漏水";

interface SealTerms {
  readonly keys: CallbackKeys;
  readonly receiveId: string;
  readonly ageSeconds?: number;
}

function sealed(plain: string, { keys, receiveId, ageSeconds = 0 }: SealTerms) {
  const timestamp = String(Math.floor(Date.now() / 1_000) - ageSeconds);
  const nonce = randomBytes(6).toString("hex");
  const { encrypt, signature } = seal(keys, plain, { receiveId, timestamp, nonce });
  const query = new URLSearchParams({ msg_signature: signature, timestamp, nonce });
  return { encrypt, query: query.toString(), signature };
}

const BOMB = `<!DOCTYPE xml [<!ENTITY a "${"ha".repeat(500)}"><!ENTITY b "${"&a;".repeat(500)}">]>`;

const appText = (fields: string) =>
  `<xml><ToUserName>c</ToUserName><CreateTime>${Math.floor(Date.now() / 1_000)}</CreateTime>${fields}<AgentID>1</AgentID></xml>`;
const WORDS = `<MsgType>text</MsgType><Content>${SECRET_WORDS}</Content>`;
const WHOLE = `<FromUserName>lina</FromUserName>${WORDS}<MsgId>7</MsgId>`;

function credentialsOf({ credentials }: StandInTenant) {
  const { corpId, app, bot } = credentials;
  if (!corpId || !app || bot?.mode !== "webhook") throw new Error("the tenant lacks an app or a bot");
  return { app: { keys: app, receiveId: corpId }, bot: { keys: bot, receiveId: "" } };
}

/** Requests that must be refused alike and change nothing, by what is wrong with them. */
export function forgeries(tenant: StandInTenant): Record<string, Forgery> {
  const { app, bot } = credentialsOf(tenant);
  const toApp = (plain: string, terms: SealTerms = app): Forgery => {
    const { encrypt, query } = sealed(plain, terms);
    return { path: "/wecom/app", method: "POST", query, body: `<xml><Encrypt>${encrypt}</Encrypt></xml>` };
  };
  const toBot = (plain: string, terms: SealTerms = bot): Forgery => {
    const { encrypt, query } = sealed(plain, terms);
    return { path: "/wecom/bot", method: "POST", query, body: JSON.stringify({ encrypt }) };
  };
  const good = toApp(appText(WHOLE));
  const withSignature = (forgery: Forgery): Forgery => ({
    ...forgery,
    query: forgery.query.replace(/msg_signature=\w+/, `msg_signature=${"0".repeat(40)}`),
  });
  return {
    "a wrong signature": withSignature(good),
    "a wrong signature to the bot": withSignature(toBot(JSON.stringify({ msgid: "1" }))),
    "a foreign receiveid": toApp(appText(WHOLE), { ...app, receiveId: "wwOTHERCORP" }),
    "a foreign receiveid to the bot": toBot("{}", { ...bot, receiveId: "wwOTHERCORP" }),
    "an old timestamp": toApp(appText(WHOLE), { ...app, ageSeconds: 3_600 }),
    "a key of somebody else": toApp(appText(WHOLE), { ...app, keys: bot.keys }),
    "no query at all": { ...good, query: "" },
    "a body over the cap": { ...good, body: `${good.body}${" ".repeat(1_200_000)}` },
    "an empty body": { ...good, body: "" },
    "an envelope that is no XML": { ...good, body: `<xml><Encrypt>${SECRET_WORDS}` },
    "an envelope with an entity bomb": { ...good, body: `${BOMB}<xml><Encrypt>&b;</Encrypt></xml>` },
    "an envelope that is no JSON": { ...toBot("{}"), body: `{"encrypt": ${SECRET_WORDS}` },
    "a plaintext that is no XML": toApp(`<xml><MsgType>${SECRET_WORDS}`),
    "a plaintext with an entity bomb": toApp(
      `${BOMB}${appText(`<FromUserName>lina</FromUserName><MsgId>8</MsgId><Content>&b;</Content>`)}`,
    ),
    "a plaintext without sender": toApp(appText(`${WORDS}<MsgId>9</MsgId>`)),
    "a plaintext without id": toApp(appText(`<FromUserName>lina</FromUserName>${WORDS}`)),
    "a plaintext that is no JSON": toBot(`{"msgid": ${SECRET_WORDS}`),
    "a plaintext of another bot": toBot(
      JSON.stringify({ msgid: "10", aibotid: "AIBOTHER", from: { userid: "lina" }, msgtype: "text" }),
    ),
    "a verification with a wrong signature": withSignature({
      path: "/wecom/app",
      method: "GET",
      query: `${sealed("echo", app).query}&echostr=${encodeURIComponent(sealed("echo", app).encrypt)}`,
      body: null,
    }),
  };
}

/** A genuine callback of the app, whoever it is from and whatever it says. */
export function genuineAppCallback(tenant: StandInTenant, fields: string): Forgery {
  const { app } = credentialsOf(tenant);
  const { encrypt, query } = sealed(appText(fields), app);
  return { path: "/wecom/app", method: "POST", query, body: `<xml><Encrypt>${encrypt}</Encrypt></xml>` };
}

/** Sends it; the answer as status and words. */
export async function send(url: string, forgery: Forgery): Promise<{ status: number; body: string }> {
  const { path, query, method, body } = forgery;
  const response = await fetch(`${url}${path}?${query}`, { method, ...(body === null ? {} : { body }) });
  return { status: response.status, body: await response.text() };
}
