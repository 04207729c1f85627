import { setMaxListeners } from "node:events";
import type { LanguageModel } from "../../desk/model-ports.js";
import type { Clock, UnitOfWork } from "../../desk/ports.js";
import { createAskModel } from "./ask-model.js";
import { createChatServer } from "./chat-server.js";
import { createCircuitBreaker } from "./circuit-breaker.js";
import { createMatchFollowUp } from "./follow-up.js";
import { createSummarise } from "./summary.js";
import { createReadMessage } from "./triage.js";

export interface LanguageModelSettings {
  readonly apiKey: string | null;
  readonly baseUrl: string | null;
  readonly model: string;
  /** Requests a day, over all processes. */
  readonly dailyCalls: number;
  /** Of one try; 8 s unless given. */
  readonly timeoutMillis?: number;
}

/** The model with what ends it: questions under way come back as `stopped`. */
export interface RunningModel extends LanguageModel {
  stop(): void;
}

const TIMEOUT_MILLIS = 8_000;

/** Connects the desk with a model server. Throws when a prompt file and its caller do not agree. */
export function createLanguageModel(
  settings: LanguageModelSettings,
  deps: { clock: Clock; unitOfWork: UnitOfWork },
): RunningModel {
  const { clock, unitOfWork } = deps;
  const stopping = new AbortController();
  // Every question under way listens for the stop, and there may be many.
  setMaxListeners(0, stopping.signal);
  const ask = createAskModel({
    model: settings.model,
    send: createChatServer({ ...settings, timeoutMillis: settings.timeoutMillis ?? TIMEOUT_MILLIS }),
    breaker: createCircuitBreaker(),
    takeCall: () =>
      unitOfWork.stores.modelCalls.takeCall(clock.now().toISOString().slice(0, 10), settings.dailyCalls),
    clock,
    stop: stopping.signal,
  });
  return {
    readMessage: createReadMessage(ask),
    summarise: createSummarise(ask),
    matchFollowUp: createMatchFollowUp(ask),
    stop: () => stopping.abort(),
  };
}
