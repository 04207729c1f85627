import type { Tables } from "./open-database.js";

/** Keys of the targets nothing may be sent to now. Pauses that are over are forgotten on the way. */
export async function pausedTargets(tables: Tables, now: Date): Promise<string[]> {
  const pauses = await tables.channelPause.findMany({ select: { targetKey: true, until: true } });
  const paused = pauses.filter(({ until }) => until > now).map(({ targetKey }) => targetKey);
  if (paused.length < pauses.length) await tables.channelPause.deleteMany({ where: { until: { lte: now } } });
  return paused;
}

/** Closes a target until then; a pause already longer stands. */
export async function pauseTarget(
  tables: Tables,
  targetKey: string,
  { until, reason, now }: { until: Date; reason: string; now: Date },
): Promise<void> {
  await tables.channelPause.upsert({
    where: { targetKey },
    create: { targetKey, until, reason, since: now },
    // One statement, safe in a race: with an empty update Prisma would look first and insert after.
    update: { targetKey },
  });
  await tables.channelPause.updateMany({
    where: { targetKey, until: { lt: until } },
    data: { until, reason },
  });
}

/** Keys of the targets something is being sent to now: a second message could overtake the first. */
export async function busyTargets(tables: Tables, now: Date): Promise<string[]> {
  const sending = await tables.outboundMessage.findMany({
    where: { state: "waiting", leasedUntil: { gt: now } },
    select: { targetKey: true },
  });
  return sending.map(({ targetKey }) => targetKey);
}
