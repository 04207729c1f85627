export type CallbackChannel = "app" | "kf" | "bot";

export type CallbackPlace = CallbackChannel | `${CallbackChannel}:${string}` | "*";

/** The label of stream polls: they come by the dozen, so faults must mean them to meet them. */
export const POLL_LABEL = "stream";

/** What can go wrong with a call of the desk. */
export type CallFault =
  /** Refused with this errcode, without effect. */
  | { readonly kind: "answer"; readonly errcode: number }
  /** A bare HTTP status (502 …), without effect. */
  | { readonly kind: "status"; readonly status: number }
  /** The effect happens, the answer comes late. */
  | { readonly kind: "slow"; readonly millis: number }
  /** The effect happens, the connection breaks before the answer: the caller cannot know. */
  | { readonly kind: "drop" }
  /** The connection breaks before anything happens. */
  | { readonly kind: "refuseConnection" }
  /** The effect happens, half of the JSON arrives. */
  | { readonly kind: "truncate" };

/** What can go wrong with a callback to the desk. */
export type CallbackFault =
  /** Never delivered (protocol §0.5: delivery is not guaranteed). */
  | "lost"
  /** Delivered, then once more under a new seal. */
  | "twice"
  /** Delivered, then the very same bytes once more. */
  | "replay"
  /** All attempts carry a signature that is wrong. */
  | "badSignature"
  /** All attempts are sealed for another corp (vector V7). */
  | "foreignReceiver"
  /** Kept back until `releaseCallbacks`. */
  | "held";

/** Misfortunes to come. `times` counts the calls or callbacks that meet it, from now on. */
export interface Faults {
  /** Endpoint without `/cgi-bin/`, or `*`. */
  call(endpoint: string, fault: CallFault, times?: number): void;
  /** Shorthand for the commonest: `errcode` without effect. */
  answer(endpoint: string, errcode: number, times?: number): void;
  /**
   * A channel, one label of it (`bot:text`, `app:template_card_event`), or `*`. Stream polls are met only
   * when named: `bot:stream`.
   */
  callback(where: CallbackPlace, fault: CallbackFault, times?: number): void;
  /** The next 微信客服 messages are accepted, then reported as msg_send_fail with this fail_type. */
  failKfDelivery(failType: number, times?: number): void;
  /** The next pages of sync_msg are empty and say has_more=1. */
  emptyPages(times: number): void;
  /** Most items a page of sync_msg carries; null: what the caller asked for. */
  pageSize(items: number | null): void;
  /** Whether 微信客服 events carry a msgid (protocol §15.10 leaves it open). */
  eventIds(presence: "present" | "absent"): void;
  clear(): void;
}

/** The same, as the server itself sees it: what it takes is used up. */
export interface PlannedFaults extends Faults {
  takeForCall(endpoint: string): CallFault[];
  takeForCallback(callback: { channel: CallbackChannel; label: string }): CallbackFault | null;
  takeKfFailure(): number | null;
  takeEmptyPage(): boolean;
  readonly page: { size: number | null; eventIds: "present" | "absent" };
}

/** Misfortunes of one sort, met in the order they were asked for. */
interface Plan<F> {
  add(where: string, fault: F, times: number): void;
  /** Uses up the first that waits at one of these places and is wanted. */
  take(places: readonly string[], wanted?: (fault: F) => boolean): F | null;
  clear(): void;
}

function createPlan<F>(): Plan<F> {
  let planned: { readonly where: string; readonly fault: F; left: number }[] = [];
  return {
    add(where, fault, times) {
      planned.push({ where, fault, left: times });
    },
    take(places, wanted = () => true) {
      const found = planned.find((one) => places.includes(one.where) && wanted(one.fault));
      if (!found) return null;
      found.left -= 1;
      if (found.left <= 0) planned = planned.filter((one) => one !== found);
      return found.fault;
    },
    clear() {
      planned = [];
    },
  };
}

export function createFaults(): PlannedFaults {
  const calls = createPlan<CallFault>();
  const callbacks = createPlan<CallbackFault>();
  const failures = createPlan<number>();
  const empties = createPlan<true>();
  const page: PlannedFaults["page"] = { size: null, eventIds: "present" };
  return {
    call: (endpoint, fault, times = 1) => calls.add(endpoint, fault, times),
    answer: (endpoint, errcode, times = 1) => calls.add(endpoint, { kind: "answer", errcode }, times),
    callback: (where, fault, times = 1) => callbacks.add(where, fault, times),
    failKfDelivery: (failType, times = 1) => failures.add("*", failType, times),
    emptyPages: (times) => empties.add("*", true, times),
    pageSize(items) {
      page.size = items;
    },
    eventIds(presence) {
      page.eventIds = presence;
    },
    clear() {
      for (const plan of [calls, callbacks, failures, empties]) plan.clear();
      Object.assign(page, { size: null, eventIds: "present" });
    },
    takeForCall(endpoint) {
      // Slowness joins whatever else is planned; of the rest, one at a time.
      const slow = calls.take(["*", endpoint], (fault) => fault.kind === "slow");
      const other = calls.take(["*", endpoint], (fault) => fault.kind !== "slow");
      return [slow, other].filter((fault) => fault !== null);
    },
    takeForCallback({ channel, label }) {
      const places = label === POLL_LABEL ? [] : ["*", channel];
      return callbacks.take([...places, `${channel}:${label}`]);
    },
    takeKfFailure: () => failures.take(["*"]),
    takeEmptyPage: () => empties.take(["*"]) ?? false,
    page,
  };
}
