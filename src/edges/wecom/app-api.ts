import type { AccessTokens, Credential } from "./access-token.js";
import type { ApiClient, ApiRequest } from "./api-client.js";
import type { ApiFailure, ApiReply, JsonObject } from "./api-reply.js";
import { knownCode } from "./error-codes.js";

/** WeCom as the self-built app sees it: calls with its access token, renewed once when refused. */
export interface AppApi {
  post(path: string, body: JsonObject): Promise<ApiReply>;
  get(path: string, query: Readonly<Record<string, string>>): Promise<ApiReply>;
  /** Any other call that carries the token, for example an upload or a download. */
  withToken<Result extends { readonly kind: string }>(
    request: ApiRequest,
    perform: (request: ApiRequest) => Promise<Result | ApiFailure>,
  ): Promise<Result | ApiFailure>;
}

export function createAppApi(deps: {
  client: ApiClient;
  tokens: AccessTokens;
  credential: Credential;
}): AppApi {
  const { client, tokens, credential } = deps;

  const withToken: AppApi["withToken"] = async (request, perform) => {
    const first = await tokens.get(credential);
    if (first.kind !== "token") return first;
    const result = await perform(authorised(request, first.token));
    if (!wantsFreshToken(result)) return result;
    // Only the token that failed: another call may have renewed it while this one was under way.
    tokens.drop(credential, first.token);
    const second = await tokens.get(credential);
    return second.kind === "token" ? perform(authorised(request, second.token)) : second;
  };

  const call = (request: ApiRequest): Promise<ApiReply> => withToken(request, client.call);
  return {
    withToken,
    post: (path, body) => call({ path, body }),
    get: (path, query) => call({ path, query }),
  };
}

/** Stands in when no self-built app is configured: every call fails alike, so nothing waits in vain. */
export function createAbsentAppApi(): AppApi {
  const absent: ApiFailure = { kind: "blocked", reason: "no WeCom app is configured", status: null };
  return { withToken: async () => absent, post: async () => absent, get: async () => absent };
}

function authorised(request: ApiRequest, token: string): ApiRequest {
  return { ...request, query: { ...request.query, access_token: token } };
}

function wantsFreshToken(result: { readonly kind: string; readonly code?: number }): boolean {
  return (
    result.kind === "error" &&
    result.code !== undefined &&
    knownCode(result.code)?.reaction === "refreshToken"
  );
}
