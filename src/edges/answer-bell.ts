import type { AnswerBell } from "../desk/answer-bot.js";

/** Rings when a message was handled in this process, so that a webhook waiting for its answer can go on. */
export function createAnswerBell(): AnswerBell & { ring(inboundId: number): void } {
  const waiting = new Map<number, Set<() => void>>();
  return {
    ring(inboundId) {
      for (const resume of waiting.get(inboundId) ?? []) resume();
    },
    wait(inboundId, millis) {
      return new Promise((resolve) => {
        const listeners = waiting.get(inboundId) ?? new Set();
        waiting.set(inboundId, listeners);
        const resume = () => {
          clearTimeout(timer);
          listeners.delete(resume);
          if (listeners.size === 0) waiting.delete(inboundId);
          resolve();
        };
        const timer = setTimeout(resume, millis);
        listeners.add(resume);
      });
    },
  };
}
