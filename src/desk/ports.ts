import type { CaseRecord, LinkKind, NewCaseRecord } from "../rules/case-record.js";
import type { Estate } from "../rules/estate.js";
import type { LedgerEntry, NewLedgerEntry } from "../rules/ledger-entry.js";
import type { AuditStore, PeriodStore } from "./audit-ports.js";
import type { CallbackStore } from "./callback-ports.js";
import type { CorrectionStore } from "./correction-ports.js";
import type { AbsenceStore, DutyStore, NudgeStore } from "./duty-ports.js";
import type { ExportRunStore } from "./export-ports.js";
import type { FigureReads, ReportRunStore } from "./figure-ports.js";
import type { IncomingMessage, MediaKind, MediaSource, StoredMessage } from "./inbound-message.js";
import type { ModelCallStore } from "./model-ports.js";
import type { NoticeStore, StaffActStore } from "./notice-ports.js";
import type { OutboundStore } from "./outbound-ports.js";
import type { ConversationStore, ResidentStore } from "./people-ports.js";
import type { QuestionStore } from "./question-ports.js";
import type { RetentionStore } from "./retention-ports.js";

/** Reads the time. Use cases read it once and pass the value on; the simulator moves it. */
export interface Clock {
  now(): Date;
}

/** Log lines carry ids and codes, never words, names, phones or tokens. */
export interface Log {
  info(fields: Readonly<Record<string, unknown>>, event: string): void;
  warn(fields: Readonly<Record<string, unknown>>, event: string): void;
  error(fields: Readonly<Record<string, unknown>>, event: string): void;
}

/** Simplified ↔ traditional, done at the edge because rules import nothing. */
export interface ScriptConverter {
  toSimplified(text: string): string;
  toTraditional(text: string): string;
}

/** What `claim` hands out; `attempt` is the token that every later write names. */
export interface Claim {
  readonly id: number;
  readonly attempt: number;
}

export interface InboundStore {
  /** Stores those not yet known by (channel, account, channelMessageId); returns the ids of the new rows. */
  add(
    messages: readonly IncomingMessage[],
    receivedAt: Date,
    state: "waiting" | "ignored",
  ): Promise<number[]>;
  /** Oldest waiting message of each conversation, due and not leased, in order of arrival. */
  dueHeads(now: Date, limit: number): Promise<StoredMessage[]>;
  /** Leases the message if it still waits with the attempts it was read with; null = somebody was first. */
  claim(message: StoredMessage, now: Date, leasedUntil: Date): Promise<Claim | null>;
  /** Ends the lease if the claim still holds: the message is due again at once, the attempt counts. */
  giveBack(claim: Claim): Promise<void>;
  /** Marks it handled if the claim still holds; false = the lease was lost, roll back. */
  markHandled(claim: Claim, done: { at: Date; outcome: string; caseId: number | null }): Promise<boolean>;
  /** Records a failed attempt: tried again at `retryAt`, or set aside for good when null. */
  markFailed(claim: Claim, failure: { error: string; retryAt: Date | null }): Promise<void>;
  /** Waiting messages of the same conversation that arrived after this one, oldest first. */
  waitingBehind(message: StoredMessage): Promise<StoredMessage[]>;
  /** Lets waiting messages rest until then: their writer may still be typing. */
  hold(ids: readonly number[], until: Date): Promise<void>;
  /** A message that rests is looked at again because another piece arrived. */
  reconsider(conversationKey: string, now: Date): Promise<void>;
  /** Marks waiting messages handled together with the claimed one before them; false = one was not waiting. */
  markJoined(ids: readonly number[], done: { at: Date; caseId: number | null }): Promise<boolean>;
  /** Messages of a conversation sent since then, oldest first. */
  sentSince(conversationKey: string, since: Date): Promise<StoredMessage[]>;
  find(id: number): Promise<StoredMessage | null>;
  stateOf(id: number): Promise<"waiting" | "handled" | "ignored" | "setAside" | null>;
  findByChannelId(
    key: Pick<IncomingMessage, "channel" | "accountId" | "channelMessageId">,
  ): Promise<StoredMessage | null>;
  /** Earliest moment a waiting message becomes due, or null. */
  nextDueAt(): Promise<Date | null>;
  health(): Promise<{ waiting: number; oldestWaitingAt: Date | null; setAside: number }>;
}

export interface CaseStore {
  /** Takes the next number of the estate and stores the record. */
  open(draft: NewCaseRecord, now: Date): Promise<CaseRecord>;
  /** Changes a record if it still has the version that was read; null = somebody was first. */
  update(record: CaseRecord, changes: Partial<NewCaseRecord>, now: Date): Promise<CaseRecord | null>;
  find(id: number): Promise<CaseRecord | null>;
  /** Those of these ids that exist, in no order. */
  findAll(ids: readonly number[]): Promise<CaseRecord[]>;
  findByNumber(estateId: string, number: number): Promise<CaseRecord | null>;
  /** Open records of a resident, newest first. */
  openOfResident(residentId: string): Promise<CaseRecord[]>;
  /** Latest record of a resident in any state, or null. */
  latestOfResident(residentId: string): Promise<CaseRecord | null>;
  countOfResident(residentId: string): Promise<number>;
  /** Records of a resident in any state since then, newest first. */
  recentOfResident(residentId: string, since: Date): Promise<CaseRecord[]>;
  /** Open records of the estate received since then, oldest first. */
  openSince(estateId: string, since: Date, limit: number): Promise<CaseRecord[]>;
  /** How many records came in and how many were done since then. */
  countsSince(
    estateId: string,
    filter: { department?: string; since: Date },
  ): Promise<{ received: number; handled: number }>;
  /** Open records that hang on this one in that way, oldest first. */
  linkedTo(caseId: number, kind: LinkKind): Promise<CaseRecord[]>;
  /** Open records an estate still has to work on, oldest first. */
  listOpen(
    estateId: string,
    filter: { department?: string; assignee?: string },
    limit: number,
  ): Promise<CaseRecord[]>;
  countOpen(estateId: string, filter: { department?: string; assignee?: string }): Promise<number>;
}

export interface LedgerStore {
  append(caseId: number, entry: NewLedgerEntry): Promise<LedgerEntry>;
  ofCase(caseId: number): Promise<LedgerEntry[]>;
}

export interface Attachment {
  readonly id: number;
  readonly inboundId: number;
  readonly caseId: number | null;
  readonly kind: MediaKind;
  readonly source: MediaSource;
  readonly fileName: string | null;
  readonly attempts: number;
}

export interface AttachmentStore {
  due(now: Date, limit: number): Promise<Attachment[]>;
  /** Takes it until then; false = somebody was first. */
  claim(attachment: Attachment, now: Date, leasedUntil: Date): Promise<boolean>;
  markSaved(
    id: number,
    saved: { path: string; bytes: number; sha256: string; contentType: string; at: Date },
  ): Promise<void>;
  markLost(id: number, error: string): Promise<void>;
  /** Not had this time; tried again from `retryAt` on. */
  noteError(id: number, failure: { error: string; retryAt: Date }): Promise<void>;
  linkToCase(inboundId: number, caseId: number): Promise<void>;
  /** Those of these messages whose files belong to no case. */
  withoutCase(inboundIds: readonly number[]): Promise<number[]>;
  countOfCase(caseId: number): Promise<number>;
  nextDueAt(): Promise<Date | null>;
}

export interface CursorStore {
  get(accountId: string): Promise<string | null>;
  /** Writes the new cursor if the old one still stands; false = another puller was first. */
  move(accountId: string, step: { from: string | null; to: string }, now: Date): Promise<boolean>;
  /** Takes the account for one puller until then; false = somebody else pulls. */
  lease(accountId: string, now: Date, until: Date): Promise<boolean>;
  release(accountId: string): Promise<void>;
}

export interface EstateStore {
  /** Mirrors the estate file; sets installedAt at the first sight of an estate. */
  mirror(estates: readonly Estate[], now: Date): Promise<void>;
  installedAt(estateId: string): Promise<Date | null>;
}

export interface SweepMarkStore {
  mark(name: string, at: Date): Promise<void>;
  all(): Promise<{ name: string; ranAt: Date }[]>;
}

/** Every table the desk uses, bound to one transaction (or to none, for reads). */
export interface Stores {
  readonly inbound: InboundStore;
  readonly outbound: OutboundStore;
  readonly cases: CaseStore;
  readonly callbacks: CallbackStore;
  readonly questions: QuestionStore;
  readonly ledger: LedgerStore;
  readonly duties: DutyStore;
  readonly nudges: NudgeStore;
  readonly absences: AbsenceStore;
  readonly residents: ResidentStore;
  readonly conversations: ConversationStore;
  readonly notices: NoticeStore;
  readonly acts: StaffActStore;
  readonly attachments: AttachmentStore;
  readonly cursors: CursorStore;
  readonly estates: EstateStore;
  readonly marks: SweepMarkStore;
  readonly modelCalls: ModelCallStore;
  readonly corrections: CorrectionStore;
  readonly exports: ExportRunStore;
  readonly retention: RetentionStore;
  readonly figures: FigureReads;
  readonly reports: ReportRunStore;
  readonly audits: AuditStore;
  readonly periods: PeriodStore;
}

/**
 * Opens the transaction. `run` commits when the work resolves and rolls back when it throws; work that
 * throws `LostRace` rolls back quietly. The work may be run again after a serialisation failure, so it
 * holds state and intent only, never a network call.
 */
export interface UnitOfWork {
  /** `urgent`: somebody outside waits for it (a webhook); it goes before work that nobody waits for. */
  run<T>(work: (stores: Stores) => Promise<T>, options?: { readonly urgent?: boolean }): Promise<T>;
  /** Reads and single statements outside any transaction. */
  readonly stores: Stores;
}
