import { randomBytes } from "node:crypto";
import type { RobotKeys } from "../edges/estate-file.js";
import type { WecomCredentials } from "../edges/wecom/credentials.js";
import type { Estate } from "../rules/estate.js";
import type { StandInOptions } from "./wecom/options.js";

/** Credentials of the stand-in, invented anew at every start: nothing here opens anything real. */
export interface SimulatedTenant {
  readonly credentials: WecomCredentials;
  readonly standIn: Omit<StandInOptions, "clock">;
}

const AGENT_ID = 1_000_002;

function word(length: number): string {
  const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
  return [...randomBytes(length)].map((byte) => letters[byte % letters.length]).join("");
}

/** 43 characters that decode to 32 bytes, as the console makes them. */
function aesKey(): string {
  return randomBytes(32).toString("base64").slice(0, 43).replace(/[+/]/g, "x").replace(/.$/, "A");
}

/** A WeCom tenant for these estates: accounts, members, groups and robots as the estate file names them. */
export function simulateTenant(estates: readonly Estate[], robotKeys: RobotKeys): SimulatedTenant {
  const corpId = `ww${word(16)}`;
  const secret = word(43);
  const app = { token: word(24), aesKey: aesKey() };
  const bot = { token: word(24), aesKey: aesKey(), botId: "AIBSIMULATOR01" };
  const members = new Map(estates.flatMap((estate) => estate.staff.map((member) => [member.userid, member])));
  return {
    credentials: {
      corpId,
      app: { ...app, previousAesKey: null, agentId: AGENT_ID, secret },
      bot: { mode: "webhook", ...bot, previousAesKey: null },
    },
    standIn: {
      corpId,
      agentId: AGENT_ID,
      appSecret: secret,
      app,
      bot: { ...bot, name: "小管家" },
      kfAccounts: estates.flatMap((estate) =>
        estate.kfAccounts.map((openKfId) => ({
          openKfId,
          name: `${estate.name}物业服务中心`,
          servicers: estate.staff
            .filter((member) => member.roles.includes("receptionist"))
            .map((m) => m.userid),
        })),
      ),
      members: [...members.values()].map(({ userid, name }) => ({ userid, name })),
      robots: estates.flatMap((estate) =>
        Object.values(estate.groups).flatMap(({ id, chatId }) => {
          const key = robotKeys[estate.id]?.[id];
          return key && chatId ? [{ key, name: "管家播报", chatId }] : [];
        }),
      ),
    },
  };
}
