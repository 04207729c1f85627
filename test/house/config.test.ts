import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, afterEach, describe, expect, test, vi } from "vitest";
import { type Config, type Environment, readConfig, readEnvironment } from "../../src/config.js";

const APP = {
  WECOM_CORP_ID: "ww0123456789abcdef",
  WECOM_AGENT_ID: "1000002",
  WECOM_APP_SECRET: "app-secret-of-a-test",
  WECOM_APP_TOKEN: "APPTOKEN",
  WECOM_APP_AES_KEY: "a".repeat(43),
};
const BOT_WEBHOOK = { WECOM_BOT_TOKEN: "BOTTOKEN", WECOM_BOT_AES_KEY: "b".repeat(43) };
const BOT_SOCKET = { WECOM_BOT_ID: "aibot1", WECOM_BOT_SECRET: "bot-secret-of-a-test" };

function configOf(environment: Environment): Config {
  const outcome = readConfig(environment);
  if (outcome.kind === "problems") throw new Error(outcome.problems.join("\n"));
  return outcome.config;
}

function problemsOf(environment: Environment): readonly string[] {
  const outcome = readConfig(environment);
  return outcome.kind === "problems" ? outcome.problems : [];
}

describe("an empty environment", () => {
  test("starts the simulator on this machine alone with a SQLite file", () => {
    expect(configOf({})).toMatchObject({
      simulator: true,
      listen: { host: "127.0.0.1", port: 3000 },
      databaseUrl: "file:data/guanjia.db",
      wecom: null,
      model: null,
      heartbeatUrl: null,
      logLevel: "info",
      warnings: [],
    });
    expect(configOf({}).estateFile).toMatch(/simulator\/sample-estate\.yaml$/);
  });

  test("is the same as one full of empty variables", () => {
    const emptied = { PORT: "", LOG_LEVEL: "  ", WECOM_CORP_ID: "", SIMULATOR: "", OPENAI_MODEL: "" };
    expect(configOf(emptied)).toEqual(configOf({}));
  });
});

describe("the simulator", () => {
  test("goes away as soon as the app has credentials, and the desk listens on every address", () => {
    expect(configOf(APP)).toMatchObject({
      simulator: false,
      listen: { host: "0.0.0.0", port: 3000 },
      estateFile: "estate.yaml",
      wecomApiBase: "https://qyapi.weixin.qq.com",
      wecom: { corpId: APP.WECOM_CORP_ID, app: { agentId: 1000002, previousAesKey: null }, bot: null },
    });
  });

  test("wins over credentials when it is asked for", () => {
    expect(configOf({ ...APP, SIMULATOR: "on" })).toMatchObject({ simulator: true, wecom: null });
  });

  test("cannot be turned off without credentials", () => {
    expect(problemsOf({ SIMULATOR: "off" })).toEqual([
      expect.stringMatching(/^SIMULATOR=off needs WeCom credentials: WECOM_CORP_ID/),
    ]);
  });

  test("uses the estate file that is named", () => {
    expect(configOf({ ESTATE_FILE: "mine.yaml" }).estateFile).toBe("mine.yaml");
  });
});

describe("credentials given by half", () => {
  test.each(Object.keys(APP))("name %s when it alone is missing", (name) => {
    const problems = problemsOf({ ...APP, [name]: "" });
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(new RegExp(`^${name} missing`));
  });

  test("name all that are missing at once", () => {
    expect(problemsOf({ WECOM_APP_SECRET: "x", WECOM_BOT_TOKEN: "T" })).toEqual([
      expect.stringMatching(
        /^WECOM_CORP_ID, WECOM_AGENT_ID, WECOM_APP_TOKEN and WECOM_APP_AES_KEY missing.*beside WECOM_APP_SECRET$/,
      ),
      expect.stringMatching(/^WECOM_BOT_AES_KEY missing/),
    ]);
  });

  test("of a bot's long connection name the other half", () => {
    expect(problemsOf({ WECOM_BOT_ID: "aibot1" })[0]).toMatch(/^WECOM_BOT_SECRET missing/);
    expect(problemsOf({ WECOM_BOT_SECRET: "s" })[0]).toMatch(/^WECOM_BOT_ID missing/);
  });

  test("a previous key without a present one is named", () => {
    expect(problemsOf({ ...APP, WECOM_BOT_AES_KEY_PREVIOUS: "c".repeat(43) })[0]).toMatch(
      /^WECOM_BOT_AES_KEY_PREVIOUS needs WECOM_BOT_AES_KEY/,
    );
  });
});

describe("the AI bot", () => {
  test("by webhook needs no corp id, and may have one", () => {
    expect(configOf(BOT_WEBHOOK).wecom).toMatchObject({ corpId: null, app: null, bot: { mode: "webhook" } });
    expect(configOf({ ...BOT_WEBHOOK, WECOM_CORP_ID: "ww1" }).wecom).toMatchObject({ corpId: "ww1" });
  });

  test("by webhook may name its id to refuse the callbacks of others", () => {
    expect(configOf({ ...APP, ...BOT_WEBHOOK, WECOM_BOT_ID: "aibot1" }).wecom?.bot).toMatchObject({
      mode: "webhook",
      botId: "aibot1",
    });
  });

  test("by long connection goes to the official address unless told otherwise", () => {
    expect(configOf(BOT_SOCKET).wecom?.bot).toEqual({
      mode: "socket",
      botId: "aibot1",
      secret: "bot-secret-of-a-test",
      url: "wss://openws.work.weixin.qq.com",
    });
  });

  test("cannot use both ways at once", () => {
    expect(problemsOf({ ...BOT_WEBHOOK, ...BOT_SOCKET })[0]).toContain("exclude each other");
  });
});

describe("values that cannot stand", () => {
  test("are reported all at once together with what is missing", () => {
    const problems = problemsOf({
      ...APP,
      PORT: "80a",
      LOG_LEVEL: "loud",
      SIMULATOR: "yes",
      DATABASE_URL: "mysql://x",
      WECOM_API_BASE: "qyapi",
      WECOM_AGENT_ID: "x1",
      WECOM_APP_TOKEN: "",
      WECOM_APP_AES_KEY: "short",
      OPENAI_MODEL: "m",
    });
    expect(problems.map((problem) => problem.split(" ")[0]).sort()).toEqual([
      "DATABASE_URL",
      "LOG_LEVEL",
      "OPENAI_MODEL",
      "PORT",
      "SIMULATOR",
      "WECOM_AGENT_ID",
      "WECOM_API_BASE",
      "WECOM_APP_AES_KEY",
      "WECOM_APP_TOKEN",
    ]);
  });

  test.each(["-1", "65536", "1e3", "0x50", "3000 "])("PORT=%j is judged as written", (port) => {
    expect(problemsOf({ PORT: port })).toHaveLength(port === "3000 " ? 0 : 1);
  });

  test("never appear in a problem, secret or not", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[ -~]{0,20}zqjx[ -~]{0,20}$/), (value) => {
        const all = ["PORT", "WECOM_APP_SECRET", "WECOM_APP_AES_KEY", "WECOM_BOT_TOKEN", "DATABASE_URL"];
        const problems = problemsOf(Object.fromEntries(all.map((name) => [name, value])));
        expect(problems.length).toBeGreaterThan(0);
        expect(problems.join("\n")).not.toContain("zqjx");
      }),
    );
  });
});

describe("the rest", () => {
  test("a misspelt WeCom variable is a warning that names the right one", () => {
    expect(configOf({ ...APP, WECOM_APP_AESKEY: "x" }).warnings).toEqual([
      "WECOM_APP_AESKEY is not a variable of the desk; did you mean WECOM_APP_AES_KEY?",
    ]);
  });

  test("the database follows DATA_DIR unless it is named", () => {
    expect(configOf({ DATA_DIR: "/srv/desk" }).databaseUrl).toBe("file:/srv/desk/guanjia.db");
    expect(configOf({ DATA_DIR: "/srv/desk", DATABASE_URL: "postgresql://a@b/c" }).databaseUrl).toBe(
      "postgresql://a@b/c",
    );
  });

  test("a model server without keys needs its address only", () => {
    expect(configOf({ OPENAI_BASE_URL: "http://127.0.0.1:11434/v1" }).model).toMatchObject({ apiKey: null });
    expect(configOf({ OPENAI_API_KEY: "sk-test" }).model).toMatchObject({ baseUrl: null });
  });
});

describe("the environment", () => {
  const folder = mkdtempSync(join(tmpdir(), "guanjia-env-"));
  const file = join(folder, ".env");
  afterEach(() => {
    vi.unstubAllEnvs();
    rmSync(file, { force: true });
  });

  afterAll(() => rmSync(folder, { recursive: true }));

  test("takes from the file what is not set, and lets what is set win", () => {
    writeFileSync(file, 'GUANJIA_TEST_A="from file" # comment\nGUANJIA_TEST_B=from file\n');
    vi.stubEnv("GUANJIA_TEST_B", "from outside");
    expect(readEnvironment(file)).toMatchObject({
      GUANJIA_TEST_A: "from file",
      GUANJIA_TEST_B: "from outside",
    });
    expect(process.env.GUANJIA_TEST_A).toBeUndefined();
  });

  test("needs no file", () => {
    expect(readEnvironment(join(folder, "none")).PATH).toBe(process.env.PATH);
  });

  test("says which file cannot be read", () => {
    expect(() => readEnvironment(folder)).toThrow(`read ${folder}`);
  });
});
