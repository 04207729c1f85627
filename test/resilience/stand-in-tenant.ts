import { readFile, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { parse, stringify } from "yaml";
import { parseEstateFile } from "../../src/edges/estate-file.js";
import type { Estate } from "../../src/rules/estate.js";
import { type SimulatedTenant, simulateTenant } from "../../src/simulator/simulated-wecom.js";
import type { Tempo } from "../../src/simulator/wecom/options.js";
import { type StandIn, startStandIn } from "../../src/simulator/wecom/stand-in.js";

const SAMPLE = "src/simulator/sample-estate.yaml";

/** A stand-in WeCom in real time, and what a desk of its tenant is started with. */
export interface StandInTenant {
  readonly standIn: StandIn;
  readonly estate: Estate;
  readonly credentials: SimulatedTenant["credentials"];
  /** Variables of the environment that make a desk this tenant's. */
  readonly environment: Readonly<Record<string, string>>;
}

interface EstateYaml {
  estates: {
    knowledge?: string;
    groups: Record<string, { name: string; chatId: string; webhookKey: string }>;
    departments: Record<string, { name: string; group: string }>;
  }[];
}

/**
 * The sample estate with a group, and so a robot, for every department: a robot says 20 things a minute and
 * no more, which under fire would be all there is to see.
 */
async function roomyEstate(): Promise<string> {
  const file: EstateYaml = parse(await readFile(SAMPLE, "utf8"));
  for (const estate of file.estates) {
    const { groups, departments, knowledge } = estate;
    if (knowledge) estate.knowledge = resolve(dirname(SAMPLE), knowledge);
    for (const [id, department] of Object.entries(departments)) {
      if (id === "customerService" || id === "engineering") continue;
      groups[id] = { name: `${department.name}群`, chatId: `wr${id}`, webhookKey: `simulator-robot-${id}` };
      department.group = id;
    }
  }
  return stringify(file);
}

function environmentOf(
  tenant: SimulatedTenant,
  place: { standIn: StandIn; estateFile: string },
): Record<string, string> {
  const { corpId, app, bot } = tenant.credentials;
  if (!app || bot?.mode !== "webhook") throw new Error("the simulated tenant lacks an app or a bot");
  return {
    SIMULATOR: "off",
    ESTATE_FILE: place.estateFile,
    WECOM_API_BASE: place.standIn.address,
    WECOM_CORP_ID: corpId ?? "",
    WECOM_AGENT_ID: String(app.agentId),
    WECOM_APP_SECRET: app.secret,
    WECOM_APP_TOKEN: app.token,
    WECOM_APP_AES_KEY: app.aesKey,
    WECOM_BOT_TOKEN: bot.token,
    WECOM_BOT_AES_KEY: bot.aesKey,
    WECOM_BOT_ID: bot.botId ?? "",
  };
}

/** Starts the platform for the sample estate, its file written below the folder. The caller stops it. */
export async function startTenant(settings: {
  folder: string;
  tempo?: Partial<Tempo>;
  /** Real time unless given. */
  clock?: () => Date;
}): Promise<StandInTenant> {
  const estateFile = join(settings.folder, "estate.yaml");
  const text = await roomyEstate();
  await writeFile(estateFile, text);
  const read = parseEstateFile(text, estateFile, () => undefined);
  if (read.kind === "problems") throw new Error(read.problems.join("; "));
  const [estate] = read.estates;
  if (!estate) throw new Error("the sample has no estate");
  const tenant = simulateTenant(read.estates, read.robotKeys);
  const standIn = await startStandIn({
    ...tenant.standIn,
    // A member of the company whom no estate knows.
    members: [...tenant.standIn.members, { userid: "stranger", name: "路人" }],
    clock: settings.clock ?? (() => new Date()),
    ...(settings.tempo ? { tempo: settings.tempo } : {}),
  });
  return {
    standIn,
    estate,
    credentials: tenant.credentials,
    environment: environmentOf(tenant, { standIn, estateFile }),
  };
}
