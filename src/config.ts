import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseEnv } from "node:util";
import { z } from "zod";
import type { WecomCredentials } from "./edges/wecom/credentials.js";
import { nearestWord } from "./rules/nearest-word.js";
import { readCredentials } from "./wecom-credentials.js";

const url = (protocols: RegExp, example: string) =>
  z
    .string()
    .refine((value) => URL.canParse(value) && protocols.test(new URL(value).protocol), {
      error: `must be an address like ${example}`,
    })
    .optional();
const text = (pattern: RegExp, rightWouldBe: string) =>
  z
    .string()
    .regex(pattern, { error: `must be ${rightWouldBe}` })
    .optional();
const secret = text(/^\S+$/, "one word without spaces");
const callbackToken = text(/^[A-Za-z0-9]{1,32}$/, "1 to 32 letters and digits, as in the admin console");
const aesKey = text(/^[A-Za-z0-9]{43}$/, "the EncodingAESKey of exactly 43 letters and digits");
const LOG_LEVELS = ["trace", "debug", "info", "warn", "error", "fatal", "silent"] as const;

/** Every variable the desk reads. Which of them belong together is decided in `readConfig`. */
const VARIABLES = z.object({
  HOST: text(/^[A-Za-z0-9.:_-]+$/, "an address or host name like 127.0.0.1"),
  PORT: z
    .string()
    .refine((value) => /^\d{1,5}$/.test(value) && Number(value) <= 65_535, {
      error: "must be a number from 0 to 65535 (0 = any free port)",
    })
    .transform(Number)
    .optional(),
  SIMULATOR: z.enum(["on", "off"], { error: "must be on or off" }).optional(),
  DATA_DIR: z.string().optional(),
  DATABASE_URL: text(/^(file:.+|postgres(ql)?:\/\/.+)$/, "file:PATH or postgresql://USER@HOST:PORT/DATABASE"),
  ESTATE_FILE: z.string().optional(),
  WECOM_API_BASE: url(/^https?:$/, "https://qyapi.weixin.qq.com"),
  WECOM_CORP_ID: secret,
  WECOM_AGENT_ID: text(/^[1-9]\d{0,9}$/, "the number of the app, like 1000002"),
  WECOM_APP_SECRET: secret,
  WECOM_APP_TOKEN: callbackToken,
  WECOM_APP_AES_KEY: aesKey,
  WECOM_APP_AES_KEY_PREVIOUS: aesKey,
  WECOM_BOT_TOKEN: callbackToken,
  WECOM_BOT_AES_KEY: aesKey,
  WECOM_BOT_AES_KEY_PREVIOUS: aesKey,
  WECOM_BOT_ID: secret,
  WECOM_BOT_SECRET: secret,
  WECOM_BOT_WS_URL: url(/^wss?:$/, "wss://openws.work.weixin.qq.com"),
  OPENAI_API_KEY: secret,
  OPENAI_BASE_URL: url(/^https?:$/, "https://api.openai.com/v1"),
  OPENAI_MODEL: secret,
  OPENAI_DAILY_CALLS: z
    .string()
    .regex(/^\d{1,7}$/, { error: "must be a number from 0 to 9999999" })
    .transform(Number)
    .optional(),
  HEARTBEAT_URL: url(/^https?:$/, "https://monitor.example/ping/desk"),
  LOG_LEVEL: z.enum(LOG_LEVELS, { error: `must be one of ${LOG_LEVELS.join(", ")}` }).optional(),
});

export type Variables = z.output<typeof VARIABLES>;
export type LogLevel = (typeof LOG_LEVELS)[number];
export type Environment = Readonly<Record<string, string | undefined>>;

/** Names of all variables, in the order `.env.example` explains them. */
export const VARIABLE_NAMES = Object.keys(VARIABLES.shape);

/** A server that speaks the OpenAI protocol; `apiKey` is null for one that wants none. */
export interface ModelConfig {
  readonly apiKey: string | null;
  readonly baseUrl: string | null;
  readonly model: string;
  /** Requests a day at most, over all processes of the desk. */
  readonly dailyCalls: number;
}

export interface Config {
  readonly simulator: boolean;
  readonly listen: { readonly host: string; readonly port: number };
  readonly databaseUrl: string;
  /** Folder for the SQLite file, media and reports. */
  readonly dataDir: string;
  readonly estateFile: string;
  readonly wecomApiBase: string;
  /** Null in the simulator, which brings its own. */
  readonly wecom: WecomCredentials | null;
  readonly model: ModelConfig | null;
  /** Called after every clean audit of the clocks, so that somebody outside notices silence. */
  readonly heartbeatUrl: string | null;
  readonly logLevel: LogLevel;
  /** Worth telling the operator, no reason to stay down. */
  readonly warnings: readonly string[];
}

export type ConfigOutcome =
  | { readonly kind: "config"; readonly config: Config }
  | { readonly kind: "problems"; readonly problems: readonly string[] };

const SAMPLE_ESTATE = fileURLToPath(new URL("./simulator/sample-estate.yaml", import.meta.url));

/** Drops what is empty: an empty variable is an unset one. */
function withoutEmpty(env: Environment): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const [name, value] of Object.entries(env)) {
    const trimmed = value?.trim();
    if (trimmed) kept[name] = trimmed;
  }
  return kept;
}

/** A misspelt WECOM_ variable would otherwise be silently without effect. */
function misspelt(env: Record<string, string>): string[] {
  const strangers = Object.keys(env).filter(
    (name) => name.startsWith("WECOM_") && !VARIABLE_NAMES.includes(name),
  );
  return strangers.map((name) => {
    const meant = nearestWord(name, VARIABLE_NAMES);
    return `${name} is not a variable of the desk${meant ? `; did you mean ${meant}?` : ""}`;
  });
}

function modelOf(variables: Variables, problems: string[]): ModelConfig | null {
  const { OPENAI_API_KEY: apiKey, OPENAI_BASE_URL: baseUrl, OPENAI_MODEL: model } = variables;
  if (apiKey || baseUrl) {
    return {
      apiKey: apiKey ?? null,
      baseUrl: baseUrl ?? null,
      model: model ?? "gpt-4o-mini",
      dailyCalls: variables.OPENAI_DAILY_CALLS ?? 2_000,
    };
  }
  if (model) problems.push("OPENAI_MODEL needs OPENAI_API_KEY, or OPENAI_BASE_URL for a server without keys");
  return null;
}

/**
 * The whole configuration, or every problem at once, each naming its variable and what would be right but
 * never the value. Pure: the environment is an argument.
 */
export function readConfig(environment: Environment): ConfigOutcome {
  const env = withoutEmpty(environment);
  const parsed = VARIABLES.safeParse(env);
  if (!parsed.success) {
    // The groups are judged on what is set, right or wrong, so that one start shows every problem.
    const present = Object.fromEntries(VARIABLE_NAMES.map((name) => [name, env[name]])) as Variables;
    const badValues = parsed.error.issues.map((issue) => `${issue.path.join(".")} ${issue.message}`);
    const { problems } = readCredentials(present);
    modelOf(present, problems);
    return { kind: "problems", problems: [...badValues, ...problems] };
  }
  const variables = parsed.data;
  const { simulator, wecom, problems } = readCredentials(variables);
  const model = modelOf(variables, problems);
  if (problems.length > 0) return { kind: "problems", problems };
  const dataDir = variables.DATA_DIR ?? "data";
  const config: Config = {
    simulator,
    listen: {
      host: variables.HOST ?? (simulator ? "127.0.0.1" : "0.0.0.0"),
      port: variables.PORT ?? 3000,
    },
    databaseUrl: variables.DATABASE_URL ?? `file:${join(dataDir, "guanjia.db")}`,
    dataDir,
    estateFile: variables.ESTATE_FILE ?? (simulator ? SAMPLE_ESTATE : "estate.yaml"),
    wecomApiBase: (variables.WECOM_API_BASE ?? "https://qyapi.weixin.qq.com").replace(/\/+$/, ""),
    wecom,
    model,
    heartbeatUrl: variables.HEARTBEAT_URL ?? null,
    logLevel: variables.LOG_LEVEL ?? "info",
    warnings: misspelt(env),
  };
  return { kind: "config", config };
}

/**
 * The environment of this process over what the `.env` file says, as `node --env-file` has it: a variable
 * that is already set wins. A missing file is no problem.
 */
export function readEnvironment(envFile = ".env"): Environment {
  return { ...fromFile(envFile), ...process.env };
}

function fromFile(envFile: string): Environment {
  try {
    return parseEnv(readFileSync(envFile, "utf8"));
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === "ENOENT") return {};
    throw new Error(`read ${envFile}`, { cause });
  }
}
