import { toast } from "./toast.js";

const BASE = "/simulator/api";

async function call(method, path, body) {
  let response;
  try {
    response = await fetch(`${BASE}${path}`, {
      method,
      headers: body === undefined ? {} : { "content-type": "application/json" },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
  } catch {
    throw new Error("连不上模拟器，稍后会自动重连");
  }
  const answer = await response.json().catch(() => ({}));
  if (!response.ok) throw new Error(answer.error ?? `模拟器答复 ${response.status}`);
  return answer;
}

export const get = (path) => call("GET", path);

/** Does something; a refusal is shown to the player and comes back as null. */
export async function act(path, body = {}) {
  try {
    return await call("POST", path, body);
  } catch (error) {
    toast(error.message, "warn");
    return null;
  }
}
