import type { CaseRecord } from "../rules/case-record.js";
import { completeRoom, isFlat, isOwnFlat, ownFacts, type ResidentFacts } from "../rules/memory-facts.js";
import { LostRace } from "./errors.js";
import type { Resident } from "./people-ports.js";
import type { Stores } from "./ports.js";
import type { ResidentContext } from "./resident-context.js";

/** Only what is given, as the stores take it. */
function given(facts: ResidentFacts): Partial<Record<keyof ResidentFacts, string>> {
  const known = Object.entries(facts).filter(([, value]) => value !== null);
  return Object.fromEntries(known) as Partial<Record<keyof ResidentFacts, string>>;
}

/**
 * Keeps what a resident said about themselves with a matter: the flat only when it is theirs (楼上602太吵 is not),
 * and never over a flat known already; the phone only when it is not said to be somebody else's. Returns the resident as known now.
 */
export async function rememberFacts(
  stores: Stores,
  context: ResidentContext,
  said: ResidentFacts & { readonly words: string },
): Promise<Resident> {
  const { resident, now } = context;
  const room = said.room && !resident.room && isOwnFlat(said.words, said.room) ? said.room : null;
  const learned = given(ownFacts(said.words, { room, phone: said.phone, name: said.name }));
  if (Object.keys(learned).length === 0) return resident;
  return stores.residents.learn(resident.id, learned, now);
}

/** Keeps facts that were asked for or put right, the flat also over the one known. */
export async function learnFacts(
  stores: Stores,
  context: ResidentContext,
  facts: ResidentFacts,
): Promise<void> {
  const { resident, now } = context;
  const room = facts.room && isFlat(completeRoom(resident.room, facts.room)) ? facts.room : null;
  const learned = given({ ...facts, room: room && completeRoom(resident.room, room) });
  if (Object.keys(learned).length > 0) await stores.residents.learn(resident.id, learned, now);
}

/** Writes facts into a record; with `overwrite` also over what stands there. Returns the record as it is now. */
export async function putFacts(
  stores: Stores,
  record: CaseRecord,
  put: { facts: ResidentFacts; overwrite: boolean; inboundId: number; now: Date },
): Promise<CaseRecord> {
  const { facts, overwrite, inboundId, now } = put;
  const free = (known: string | null, fact: string | null) => (overwrite || known === null ? fact : null);
  const room = facts.room && free(record.room, facts.room);
  const changes = {
    ...(room ? { room: completeRoom(record.room, room) } : {}),
    ...(free(record.contactPhone, facts.phone) ? { contactPhone: facts.phone } : {}),
    ...(free(record.contactName, facts.name) ? { contactName: facts.name } : {}),
  };
  if (Object.keys(changes).length === 0) return record;
  const updated = await stores.cases.update(record, changes, now);
  if (!updated) throw new LostRace(`case ${record.id}`);
  await stores.ledger.append(record.id, {
    at: now,
    type: overwrite ? "corrected" : "extended",
    actor: "resident",
    data: {
      ...changes,
      ...(overwrite
        ? { fromRoom: record.room, fromPhone: record.contactPhone, fromName: record.contactName }
        : {}),
    },
    inboundId,
    correctsId: null,
  });
  return updated;
}
