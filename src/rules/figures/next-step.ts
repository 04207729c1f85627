import type { LateMatter, Standing } from "./standing.js";

/** The one thing a supervisor should do next, by what is worst. */
export type NextStep =
  | { readonly kind: "emergency"; readonly number: number }
  | { readonly kind: "late"; readonly matter: LateMatter }
  | {
      readonly kind:
        | "clocksIll"
        | "noOneReached"
        | "undelivered"
        | "unclear"
        | "callbacksLate"
        | "unaccepted"
        | "callbacksDue"
        | "dueTomorrow"
        | "nothing";
    };

/**
 * What to do next, the gravest first: an emergency nobody took, clocks that do not run, the matter that is
 * latest, what reached nobody, then what merely waits. Nothing when nothing does.
 */
export function nextStep(standing: Standing): NextStep {
  const { unansweredEmergency, worst, callbacks } = standing;
  if (unansweredEmergency !== null) return { kind: "emergency", number: unansweredEmergency };
  if (standing.stuck > 0) return { kind: "clocksIll" };
  const [latest] = worst;
  if (latest) return { kind: "late", matter: latest };
  if (standing.noOneReached > 0) return { kind: "noOneReached" };
  if (standing.undelivered.failed > 0) return { kind: "undelivered" };
  if (standing.unclear > 0) return { kind: "unclear" };
  if (callbacks.late > 0) return { kind: "callbacksLate" };
  if (standing.unaccepted > 0) return { kind: "unaccepted" };
  if (callbacks.due > 0) return { kind: "callbacksDue" };
  return { kind: standing.dueTomorrow > 0 ? "dueTomorrow" : "nothing" };
}
