import type { KfPage, KfPullFailure, KfSource } from "../../desk/edge-ports.js";
import type { IncomingMessage } from "../../desk/inbound-message.js";
import type { ApiFailure, ApiReply, JsonObject } from "./api-reply.js";
import type { AppApi } from "./app-api.js";
import { describeFailure } from "./delivery-failure.js";
import { knownCode } from "./error-codes.js";
import { textField } from "./wire-fields.js";

/** A page and its cursor are one transaction: the platform would give 1,000, which would keep others waiting. */
const PAGE_LIMIT = 200;
/** Longer tokens are none of the platform's and would be refused. */
const TOKEN_BYTES = 128;

type PageRequest = Parameters<KfSource["fetchPage"]>[0];
type ParseItem = (item: unknown, openKfId: string) => IncomingMessage | null;

/** Pulls the log of a 微信客服 account page by page (protocol §8.2). */
export function createKfSource(deps: { api: AppApi; parseItem: ParseItem }): KfSource {
  const pull = (request: PageRequest): Promise<ApiReply> =>
    deps.api.post("/cgi-bin/kf/sync_msg", requestBody(request));

  return {
    async fetchPage(request) {
      let reply = await pull(request);
      if (request.token !== null && reactionTo(reply) === "resync") {
        reply = await pull({ ...request, token: null });
      }
      return reply.kind === "ok" ? pageOf(reply.body, request, deps.parseItem) : pullFailure(reply);
    },
  };
}

function requestBody({ openKfId, cursor, token }: PageRequest): JsonObject {
  return {
    open_kfid: openKfId,
    limit: PAGE_LIMIT,
    // Without a cursor the platform starts at the oldest of the last three days.
    ...(cursor && { cursor }),
    ...(token !== null && Buffer.byteLength(token) <= TOKEN_BYTES && { token }),
  };
}

function pageOf(body: JsonObject, request: PageRequest, parseItem: ParseItem): KfPage | KfPullFailure {
  const items: unknown = body.msg_list ?? [];
  if (!Array.isArray(items)) return { kind: "retry", reason: "msg_list is not a list" };
  const messages = items
    .map((item: unknown) => parseItem(item, request.openKfId))
    .filter((message) => message !== null);
  const nextCursor = textField(body, "next_cursor") || request.cursor || "";
  if (nextCursor === "" && items.length > 0) return { kind: "retry", reason: "next_cursor is missing" };
  return { kind: "page", messages, nextCursor, hasMore: Number(body.has_more) === 1 };
}

function pullFailure(failure: ApiFailure): KfPullFailure {
  const reason = describeFailure(failure);
  // A pull changes nothing, so whatever may pass is simply pulled again.
  const passes = failure.kind === "unsent" || failure.kind === "uncertain" || isPassing(failure);
  return { kind: passes ? "retry" : "down", reason };
}

function isPassing(failure: ApiFailure): boolean {
  const reaction = reactionTo(failure);
  return reaction === "retry" || reaction === "wait" || reaction === "refreshToken" || reaction === "resync";
}

function reactionTo(reply: ApiReply): string | null {
  return reply.kind === "error" ? (knownCode(reply.code)?.reaction ?? null) : null;
}
