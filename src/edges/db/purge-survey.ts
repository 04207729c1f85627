import {
  NOTHING_PURGED,
  type Purged,
  type PurgeSurvey,
  type PurgeTerms,
} from "../../desk/retention-ports.js";
import { formOf } from "../../rules/forms/form-list.js";
import { toRecord } from "./case-store.js";
import { oldModelCalls, oldResidents, plainInbound, plainOutbound } from "./erase-leftovers.js";
import { mayGo, pastTheirTime, withoutOpenLinks } from "./expired-records.js";
import type { Tables } from "./open-database.js";

const PAGE = 500;
const FORMS = { reception: "receptions", complaint: "complaints", repair: "repairs" } as const;

/** Adds up what is found, and keeps the oldest moment of each kind. */
function createTally() {
  const counts: Record<Purged, number> = { ...NOTHING_PURGED };
  const oldest: Partial<Record<Purged, Date>> = {};
  return {
    counts,
    oldest,
    add(what: Purged, count: number, at: Date | null | undefined): void {
      counts[what] += count;
      const known = oldest[what];
      if (count > 0 && at && (!known || at < known)) oldest[what] = at;
    },
  };
}

type Tally = ReturnType<typeof createTally>;

/** What hangs on a page of records. */
async function addWhatHangs(tables: Tables, tally: Tally, ids: number[]): Promise<void> {
  const caseId = { in: ids };
  const messages = await tables.inboundMessage.aggregate({
    where: { caseId, state: { not: "waiting" } },
    _count: true,
    _min: { receivedAt: true },
  });
  const sent = await tables.outboundMessage.aggregate({
    where: { caseId },
    _count: true,
    _min: { createdAt: true },
  });
  tally.add("messages", messages._count, messages._min.receivedAt);
  tally.add("messages", sent._count, sent._min.createdAt);
  const photos = await tables.attachment.findMany({
    where: { OR: [{ caseId }, { inbound: { caseId } }] },
    select: { inbound: { select: { receivedAt: true } } },
  });
  for (const { inbound } of photos) tally.add("photos", 1, inbound.receivedAt);
  const callbacks = await tables.callback.aggregate({
    where: { caseId },
    _count: true,
    _min: { createdAt: true },
  });
  tally.add("callbacks", callbacks._count, callbacks._min.createdAt);
  const entries = await tables.ledgerEntry.aggregate({ where: { caseId }, _count: true, _min: { at: true } });
  tally.add("entries", entries._count, entries._min.at);
}

async function addRecords(tables: Tables, tally: Tally, terms: PurgeTerms): Promise<number> {
  let going = 0;
  for (let after = 0; ; ) {
    const page = await tables.caseRecord.findMany({
      where: { ...mayGo(terms), id: { gt: after } },
      orderBy: { id: "asc" },
      take: PAGE,
    });
    const last = page.at(-1);
    if (last === undefined) return going;
    after = last.id;
    const free = await withoutOpenLinks(tables, page);
    going += free.length;
    for (const row of free) tally.add(FORMS[formOf(toRecord(row))], 1, row.closedAt);
    await addWhatHangs(
      tables,
      tally,
      free.map(({ id }) => id),
    );
  }
}

/** Counts what a purge would do, without doing it. */
export async function surveyPurge(tables: Tables, terms: PurgeTerms): Promise<PurgeSurvey> {
  const tally = createTally();
  const going = await addRecords(tables, tally, terms);
  const past = await tables.caseRecord.count({ where: pastTheirTime(terms) });
  const inbound = await tables.inboundMessage.aggregate({
    where: plainInbound(terms),
    _count: true,
    _min: { receivedAt: true },
  });
  const outbound = await tables.outboundMessage.aggregate({
    where: plainOutbound(terms),
    _count: true,
    _min: { createdAt: true },
  });
  tally.add("plainMessages", inbound._count, inbound._min.receivedAt);
  tally.add("plainMessages", outbound._count, outbound._min.createdAt);
  const calls = await tables.modelCall.aggregate({
    where: oldModelCalls(terms),
    _count: true,
    _min: { at: true },
  });
  tally.add("modelCalls", calls._count, calls._min.at);
  const residents = await tables.resident.aggregate({
    where: oldResidents(terms, mayGo(terms)),
    _count: true,
    _min: { createdAt: true },
  });
  tally.add("residents", residents._count, residents._min.createdAt);
  const photos = await tables.attachment.count({ where: { inbound: plainInbound(terms) } });
  tally.add("photos", photos, inbound._min.receivedAt);
  return { counts: tally.counts, oldest: tally.oldest, heldBack: past - going };
}
