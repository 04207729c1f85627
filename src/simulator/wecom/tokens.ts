import { accept, type Endpoints, getEndpoint, type Refused, refuse } from "./endpoint.js";
import type { Platform } from "./platform.js";

const LIFETIME_SECONDS = 7_200;
const EXPIRED_ARE_KNOWN_FOR = 24 * 3_600_000;

/** null when the token in the query is good; header and body do not count (protocol §0.3). */
export function checkToken(platform: Platform, query: URLSearchParams): Refused | null {
  const value = query.get("access_token");
  if (!value) return refuse(41001, "access_token missing");
  const token = platform.state.tokens[value];
  if (!token) return refuse(40014, "never issued");
  return token.expiresAt > platform.now() ? null : refuse(42001, "expired");
}

/** All tokens end now, as if the console had reset the secret (42001 in mid-batch). */
export function expireTokens(platform: Platform): void {
  for (const token of Object.values(platform.state.tokens)) token.expiresAt = platform.now();
}

/** A token that still lives is handed out again, as the older pages say; the desk must not count on it. */
function issueToken(platform: Platform): { value: string; expiresIn: number } {
  const now = platform.now();
  const { tokens } = platform.state;
  for (const [value, token] of Object.entries(tokens)) {
    if (token.expiresAt > now) return { value, expiresIn: Math.floor((token.expiresAt - now) / 1000) };
    if (token.expiresAt < now - EXPIRED_ARE_KNOWN_FOR) delete tokens[value];
  }
  const value = platform.newId("tok");
  tokens[value] = { expiresAt: now + LIFETIME_SECONDS * 1000 };
  return { value, expiresIn: LIFETIME_SECONDS };
}

export function tokenEndpoints(platform: Platform): Endpoints {
  const { corpId, appSecret } = platform.options;
  return {
    gettoken: getEndpoint(
      (query) => {
        const corpsecret = query.get("corpsecret");
        if (!corpsecret) return refuse(41004, "corpsecret missing");
        if (query.get("corpid") !== corpId) return refuse(40013, "no such corp");
        if (corpsecret !== appSecret) return refuse(40001, "wrong secret");
        const { value, expiresIn } = issueToken(platform);
        return accept({ access_token: value, expires_in: expiresIn });
      },
      { access: "open" },
    ),
  };
}
