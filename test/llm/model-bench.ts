import { afterAll, afterEach, beforeAll, beforeEach } from "vitest";
import type { NoAnswer } from "../../src/desk/model-ports.js";
import {
  createLanguageModel,
  type LanguageModelSettings,
  type RunningModel,
} from "../../src/edges/llm/language-model.js";
import { hidePersonalData } from "../../src/rules/personal-data.js";
import { openTestDatabase, type TestDatabase } from "../db/open-test-database.js";
import { type Behaviour, type ModelStandIn, startModelStandIn } from "./model-stand-in.js";

export const TEXT = hidePersonalData("家里那个东西又不行了，能不能看看", { buildings: [], people: [] });

/** A model's client at a stand-in server, on a ledger of its own and with a movable clock; anew for each test. */
class ModelBench {
  database!: TestDatabase;
  server!: ModelStandIn;
  model!: RunningModel;
  now = new Date(0);

  connect(changes: Partial<LanguageModelSettings> = {}): RunningModel {
    const settings = {
      apiKey: "sk-stand-in",
      baseUrl: this.server.baseUrl,
      model: "stand-in",
      dailyCalls: 1_000,
      // Enough for a busy machine; those that wait for its end say less.
      timeoutMillis: 5_000,
      ...changes,
    };
    const clock = { now: () => this.now };
    return createLanguageModel(settings, { clock, unitOfWork: this.database.unitOfWork });
  }

  /** Why a question to a server that behaves so has no answer; null when it has one. */
  async reasonFor(...behaviours: Behaviour[]): Promise<NoAnswer | null> {
    this.server.behaves(...behaviours);
    const answer = await this.model.readMessage(TEXT);
    return answer.kind === "noAnswer" ? answer.reason : null;
  }
}

/** Opens the bench for the tests of a file. */
export function openModelBench(): ModelBench {
  const bench = new ModelBench();
  beforeAll(async () => {
    bench.database = await openTestDatabase();
    bench.server = await startModelStandIn();
  });
  afterAll(async () => {
    await bench.server.close();
    await bench.database.close();
  });
  beforeEach(async () => {
    await bench.database.clear();
    bench.now = new Date("2026-11-23T01:00:00Z");
    bench.model = bench.connect();
  });
  afterEach(() => bench.model.stop());
  return bench;
}
