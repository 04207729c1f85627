import { randomBytes, randomInt } from "node:crypto";
import { type Background, createBackground } from "./background.js";
import { createFaults, type PlannedFaults } from "./faults.js";
import { createNewsBoard, type NewsBoard } from "./news.js";
import { type MemberSetup, type StandInOptions, type Tempo, USUAL_TEMPO } from "./options.js";
import { emptyState, type StandInState, type Violation } from "./state.js";
import { createWire, type WireRecorder } from "./wire.js";

/** What every part of the stand-in stands on: its state, its clock, its record of what happened. */
export interface Platform {
  readonly options: StandInOptions;
  readonly tempo: Tempo;
  readonly news: NewsBoard;
  readonly wire: WireRecorder;
  readonly faults: PlannedFaults;
  readonly background: Background;
  state: StandInState;
  /** Both are known only after the start: the server's port, and where the desk listens. */
  address: string;
  deskUrl: string | null;
  /** Milliseconds since 1970 by the stand-in's clock. */
  now(): number;
  seconds(): number;
  /** `prefix_…`, never given twice, not even by a stand-in started anew beside an old ledger. */
  newId(prefix: string): string;
  /** The same for app messages, whose ids are 64-bit numbers beyond 2^53. */
  newMsgId(): string;
  violate(violation: Omit<Violation, "at">): void;
  findMember(userid: string): MemberSetup | undefined;
}

export function createPlatform(options: StandInOptions): Platform {
  const tempo = { ...USUAL_TEMPO, ...options.tempo };
  const news = createNewsBoard();
  const run = randomBytes(5).toString("hex");
  const numericRun = BigInt(randomInt(2 ** 40)) * 2n ** 20n;
  const platform: Platform = {
    options,
    tempo,
    news,
    wire: createWire(news, tempo.wireLimit),
    faults: createFaults(),
    background: createBackground(),
    state: options.state ? structuredClone(options.state) : emptyState(options),
    address: "",
    deskUrl: options.deskUrl ?? null,
    now: () => options.clock().getTime(),
    seconds: () => Math.floor(options.clock().getTime() / 1000),
    newId(prefix) {
      platform.state.sequence += 1;
      return `${prefix}_${run}_${platform.state.sequence.toString(36)}`;
    },
    newMsgId() {
      platform.state.sequence += 1;
      return (4_000_000_000_000_000_000n + numericRun + BigInt(platform.state.sequence)).toString();
    },
    violate(violation) {
      platform.state.violations.push({ ...violation, at: platform.now() });
    },
    findMember: (userid) =>
      options.members.find((member) => member.userid.toLowerCase() === userid.toLowerCase()),
  };
  return platform;
}
