import type { DeliveryOutcome } from "../../desk/outbound-message.js";
import type { Log } from "../../desk/ports.js";
import type { ApiFailure } from "./api-reply.js";
import { closedWindow, FREQUENCY_WAIT_MILLIS, knownCode } from "./error-codes.js";

/** The failure in one line for logs and for `reason`: code, meaning and support hint, nothing we sent. */
export function describeFailure(failure: ApiFailure): string {
  if (failure.kind !== "error") return failure.reason;
  const meaning = knownCode(failure.code)?.meaning ?? "unknown code";
  const hint = failure.hint === null ? "" : ` [hint ${failure.hint}]`;
  return `errcode ${failure.code}: ${meaning}${hint}`;
}

/** The outcome of a send that failed (protocol §12). An unknown code is final for the message, with a warning. */
export function failedDelivery(
  failure: ApiFailure,
  context: { log: Log; endpoint: string },
): DeliveryOutcome {
  const reason = describeFailure(failure);
  switch (failure.kind) {
    case "unsent":
      return { kind: "retry", reason };
    case "uncertain":
      return { kind: "uncertain", reason };
    case "blocked":
      return { kind: "targetDown", reason };
    case "error":
      break;
  }
  const known = knownCode(failure.code);
  if (known === null) {
    const { code, hint } = failure;
    context.log.warn({ endpoint: context.endpoint, errcode: code, hint }, "wecom answered an unknown code");
  }
  switch (known?.reaction) {
    case "retry":
    case "refreshToken": // the fresh token was refused too: something is off, but it may pass
      return { kind: "retry", reason };
    case "wait":
      return { kind: "wait", reason, waitMillis: FREQUENCY_WAIT_MILLIS };
    case "windowClosed":
    case "readState":
      return { kind: "windowClosed", why: closedWindow(failure.code), reason };
    case "down":
      return { kind: "targetDown", reason };
    default:
      return { kind: "refused", reason };
  }
}

/** The same for a call that has no effect of its own (token, upload, state): it may always be repeated. */
export function asHarmless(failure: ApiFailure): ApiFailure {
  return failure.kind === "uncertain" ? { kind: "unsent", reason: failure.reason } : failure;
}
