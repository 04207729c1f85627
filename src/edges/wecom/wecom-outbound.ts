import { join } from "node:path";
import type { KfSource, MediaFetcher } from "../../desk/edge-ports.js";
import type { StoredMessage } from "../../desk/inbound-message.js";
import type { Courier } from "../../desk/outbound-message.js";
import type { Clock, Log } from "../../desk/ports.js";
import { createAccessTokens } from "./access-token.js";
import { createApiClient } from "./api-client.js";
import { type AppApi, createAbsentAppApi, createAppApi } from "./app-api.js";
import { createAppCourier } from "./app-courier.js";
import { createBotResponder } from "./bot-response.js";
import { type ChannelCourier, createCourier } from "./courier.js";
import { createKfCourier } from "./kf-courier.js";
import { parseKfItem } from "./kf-items.js";
import { createKfServiceStates, type KfServiceStates } from "./kf-service-state.js";
import { createKfSource } from "./kf-source.js";
import { createMediaFetcher } from "./media-fetcher.js";
import { createMediaUploads } from "./media-uploads.js";
import { createRobotCourier } from "./robot-courier.js";

export interface OutboundSettings {
  /** `WECOM_API_BASE`. */
  readonly apiBase: string;
  /** The self-built app, which also serves 微信客服; null when none is configured. */
  readonly app: { readonly corpId: string; readonly agentId: number; readonly secret: string } | null;
  readonly botAesKey: string | null;
  readonly dataFolder: string;
  /** How long one call may take, in ms; for tests. */
  readonly callTimeoutMillis?: number;
}

export interface OutboundPorts {
  readonly clock: Clock;
  readonly log: Log;
  readonly robotKeyOf: (estateId: string, group: string) => string | null;
  readonly findInbound: (id: number) => Promise<Pick<StoredMessage, "replyHandle" | "receivedAt"> | null>;
  /** Answers over the long connection of the 智能机器人; absent in URL mode, where response URLs serve. */
  readonly bot?: ChannelCourier<"bot">;
}

export interface WecomOutbound {
  readonly courier: Courier;
  readonly kfSource: KfSource;
  readonly mediaFetcher: MediaFetcher;
  readonly serviceStates: KfServiceStates;
}

/** Wires everything that calls WeCom. */
export function createWecomOutbound(settings: OutboundSettings, ports: OutboundPorts): WecomOutbound {
  const { clock, log } = ports;
  const { callTimeoutMillis } = settings;
  const client = createApiClient({
    apiBase: settings.apiBase,
    ...(callTimeoutMillis !== undefined && { callTimeoutMillis }),
  });
  const api = appApiFor(settings, { client, tokens: createAccessTokens({ client, clock, log }) });
  const uploads = createMediaUploads({ client, api, clock });
  const serviceStates = createKfServiceStates(api);
  const folder = join(settings.dataFolder, "media");
  return {
    courier: createCourier({
      kf: createKfCourier({ api, uploads, serviceStates, log }),
      app: createAppCourier({ api, uploads, agentId: settings.app?.agentId ?? 0, log }),
      robot: createRobotCourier({ client, robotKeyOf: ports.robotKeyOf, log }),
      bot: ports.bot ?? createBotResponder({ client, clock, log, findInbound: ports.findInbound }),
    }),
    kfSource: createKfSource({ api, parseItem: parseKfItem }),
    mediaFetcher: createMediaFetcher({ client, api, clock, folder, botAesKey: settings.botAesKey }),
    serviceStates,
  };
}

function appApiFor(
  { app }: OutboundSettings,
  deps: Omit<Parameters<typeof createAppApi>[0], "credential">,
): AppApi {
  if (app === null) return createAbsentAppApi();
  return createAppApi({ ...deps, credential: { corpId: app.corpId, secret: app.secret } });
}
