import type { ServicerRoster } from "../../desk/edge-ports.js";
import type { ApiFailure } from "./api-reply.js";
import type { AppApi } from "./app-api.js";
import { asHarmless } from "./delivery-failure.js";
import { asRecord, idField, listField } from "./wire-fields.js";

/** A resident's session with a 微信客服 account. */
export interface KfSession {
  readonly openKfId: string;
  readonly externalUserId: string;
}

/** Who serves a session (protocol §8.5), by the platform's numbers 0 to 4. */
export const SESSION_STATES = ["unprocessed", "assistant", "pool", "human", "ended"] as const;
export type SessionState = (typeof SESSION_STATES)[number];

export interface Servicer {
  readonly userid: string;
  readonly receiving: boolean;
}

/** Who serves a resident, and handing over to a person. */
export interface KfServiceStates {
  get(
    session: KfSession,
  ): Promise<
    | { readonly kind: "state"; readonly state: SessionState; readonly servicerUserid: string | null }
    | ApiFailure
  >;
  /** To one servicer, to the pool where any may pick it up, or to its end. `messageCode` allows one notice (§8.4). */
  transfer(
    session: KfSession,
    to: { readonly servicerUserid: string } | "pool" | "ended",
  ): Promise<{ readonly kind: "transferred"; readonly messageCode: string | null } | ApiFailure>;
  listServicers(
    openKfId: string,
  ): Promise<{ readonly kind: "servicers"; readonly servicers: readonly Servicer[] } | ApiFailure>;
}

export function createKfServiceStates(api: AppApi): KfServiceStates {
  return {
    async get(session) {
      const reply = await api.post("/cgi-bin/kf/service_state/get", namesOf(session));
      if (reply.kind !== "ok") return asHarmless(reply);
      const state = SESSION_STATES[Number(reply.body.service_state)];
      if (state === undefined) return { kind: "unsent", reason: "unknown service_state" };
      return { kind: "state", state, servicerUserid: idField(reply.body, "servicer_userid") };
    },

    async transfer(session, to) {
      const target =
        typeof to === "string"
          ? { service_state: SESSION_STATES.indexOf(to) }
          : { service_state: SESSION_STATES.indexOf("human"), servicer_userid: to.servicerUserid };
      const reply = await api.post("/cgi-bin/kf/service_state/trans", { ...namesOf(session), ...target });
      if (reply.kind !== "ok") return reply;
      return { kind: "transferred", messageCode: idField(reply.body, "msg_code") };
    },

    async listServicers(openKfId) {
      const reply = await api.get("/cgi-bin/kf/servicer/list", { open_kfid: openKfId });
      if (reply.kind !== "ok") return asHarmless(reply);
      return { kind: "servicers", servicers: listField(reply.body, "servicer_list").flatMap(servicerOf) };
    },
  };
}

/** Finds who is free for a resident; an account that cannot be asked has nobody. */
export function createServicerRoster(states: Pick<KfServiceStates, "listServicers">): ServicerRoster {
  return {
    async freeServicer(openKfId) {
      const listed = await states.listServicers(openKfId);
      if (listed.kind !== "servicers") return null;
      return listed.servicers.find((servicer) => servicer.receiving)?.userid ?? null;
    },
  };
}

function namesOf(session: KfSession): { open_kfid: string; external_userid: string } {
  return { open_kfid: session.openKfId, external_userid: session.externalUserId };
}

/** Entries without a userid stand for whole departments; they cannot be handed a session. */
function servicerOf(item: unknown): Servicer[] {
  const userid = idField(asRecord(item), "userid");
  return userid === null ? [] : [{ userid, receiving: Number(asRecord(item)?.status) === 0 }];
}
