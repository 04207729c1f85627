/** Ports for the people the desk talks with and the places they talk in. */

/** Whoever writes or calls, as the desk knows them. */
export interface Resident {
  readonly id: string;
  readonly estateId: string;
  readonly externalUserId: string | null;
  readonly name: string | null;
  readonly phone: string | null;
  readonly room: string | null;
  readonly script: "simplified" | "traditional";
}

export interface ResidentStore {
  findOrCreateByExternalId(estateId: string, externalUserId: string, now: Date): Promise<Resident>;
  findByPhone(estateId: string, phone: string): Promise<Resident | null>;
  create(draft: Omit<Resident, "id">, now: Date): Promise<Resident>;
  /** Writes only the facts given. */
  learn(
    id: string,
    facts: Partial<Pick<Resident, "name" | "phone" | "room" | "script">>,
    now: Date,
  ): Promise<Resident>;
  find(id: string): Promise<Resident | null>;
}

/** What the desk asked a resident and still waits for. */
export interface PendingQuestion {
  readonly caseId: number;
  readonly asked: readonly ("room" | "phone" | "time" | "matter" | "reason")[];
  readonly at: string;
}

export interface Conversation {
  readonly id: string;
  readonly estateId: string;
  readonly channel: "kf" | "app" | "botGroup" | "botSingle";
  readonly accountId: string;
  readonly peerId: string;
  readonly residentId: string | null;
  readonly lastInboundAt: Date | null;
  readonly sentSinceInbound: number;
  readonly humanSince: Date | null;
  readonly pendingQuestion: PendingQuestion | null;
}

export interface ConversationStore {
  findOrCreate(
    key: Pick<Conversation, "estateId" | "channel" | "accountId" | "peerId">,
  ): Promise<Conversation>;
  find(id: string): Promise<Conversation | null>;
  findByPeer(
    channel: Conversation["channel"],
    accountId: string,
    peerId: string,
  ): Promise<Conversation | null>;
  update(
    id: string,
    changes: Partial<Pick<Conversation, "residentId" | "humanSince" | "pendingQuestion">>,
  ): Promise<void>;
  /** A message of the peer: moves the window and empties the counter, never backwards in time. */
  noteInbound(id: string, at: Date): Promise<void>;
  /** A message of ours went out. */
  noteSent(id: string): Promise<void>;
}
