import { Agent, request } from "node:http";
import { text } from "node:stream/consumers";
import { setTimeout as pause } from "node:timers/promises";
import type { Forgery } from "../resilience/forgeries.js";

/** What this process is told on its standard input. */
export interface Load {
  readonly url: string;
  readonly perSecond: number;
  readonly callbacks: readonly Forgery[];
}

function post(url: string, agent: Agent, callback: Forgery): Promise<number> {
  const begun = performance.now();
  return new Promise((resolve, reject) => {
    const outgoing = request(
      `${url}${callback.path}?${callback.query}`,
      { method: "POST", agent },
      (reply) => {
        reply.resume();
        reply.once("end", () => {
          if (reply.statusCode === 200) resolve(performance.now() - begun);
          else reject(new Error(`a webhook was answered with ${reply.statusCode}`));
        });
      },
    );
    outgoing.once("error", reject);
    outgoing.end(callback.body);
  });
}

/** Sends them evenly, whether or not earlier ones were answered; the time each took. */
async function sendEvenly({ url, perSecond, callbacks }: Load): Promise<number[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: 64 });
  const begun = performance.now();
  const answers: Promise<number>[] = [];
  for (const [index, callback] of callbacks.entries()) {
    const dueIn = begun + (index * 1_000) / perSecond - performance.now();
    if (dueIn > 1) await pause(dueIn);
    answers.push(post(url, agent, callback));
  }
  const millis = await Promise.all(answers);
  agent.destroy();
  return millis;
}

process.stdout.write(JSON.stringify(await sendEvenly(JSON.parse(await text(process.stdin)))));
