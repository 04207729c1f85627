import { z } from "zod";
import { accept, type Endpoints, getEndpoint, jsonEndpoint, refuse } from "./endpoint.js";
import { isKfAccount } from "./kf-log.js";
import { WINDOW_MILLIS } from "./kf-sessions.js";
import type { Platform } from "./platform.js";

const accountsSchema = z.object({
  offset: z.int().min(0).optional(),
  limit: z.int().min(1).max(100).optional(),
});
const customersSchema = z.object({
  external_userid_list: z.array(z.string()).min(1).max(100),
  need_enter_session_context: z.union([z.literal(0), z.literal(1)]).optional(),
});

/** Only those who wrote within 48 hours can be looked up (protocol §8.6). */
function isActive(platform: Platform, externalUserId: string): boolean {
  return Object.values(platform.state.kf.sessions).some(
    (session) =>
      session.externalUserId === externalUserId &&
      session.lastInboundAt !== null &&
      platform.now() - session.lastInboundAt <= WINDOW_MILLIS,
  );
}

/** Accounts, servicers and customers of 微信客服 (protocol §8.6). */
export function kfDirectoryEndpoints(platform: Platform): Endpoints {
  return {
    "kf/account/list": jsonEndpoint(
      accountsSchema,
      ({ offset = 0, limit = 100 }) =>
        accept({
          account_list: platform.options.kfAccounts.slice(offset, offset + limit).map((account) => ({
            open_kfid: account.openKfId,
            name: account.name,
            avatar: "",
            manage_privilege: true,
          })),
        }),
      { empties: { account_list: [] } },
    ),
    "kf/servicer/list": getEndpoint(
      (query) => {
        const openKfId = query.get("open_kfid") ?? "";
        if (!isKfAccount(platform, openKfId)) return refuse(95000, "open_kfid");
        const servicers = Object.entries(platform.state.kf.servicers[openKfId] ?? {});
        return accept({
          servicer_list: servicers.map(([userid, receives]) => ({
            userid,
            status: receives ? 0 : 1,
            ...(receives ? {} : { stop_type: 1 }),
          })),
        });
      },
      { empties: { servicer_list: [] } },
    ),
    "kf/customer/batchget": jsonEndpoint(
      customersSchema,
      ({ external_userid_list: asked }) =>
        accept({
          customer_list: asked
            .filter((one) => isActive(platform, one))
            .map((one) => ({
              external_userid: one,
              nickname: platform.state.kf.nicknames[one] ?? one,
              avatar: "",
              gender: 0,
            })),
          invalid_external_userid: asked.filter((one) => !isActive(platform, one)),
        }),
      { empties: { customer_list: [], invalid_external_userid: [] } },
    ),
  };
}
