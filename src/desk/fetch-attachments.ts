import type { DeskDeps } from "./desk-deps.js";
import type { MediaFetcher } from "./edge-ports.js";
import type { Attachment } from "./ports.js";
import type { SideBySide } from "./side-by-side.js";

const MAX_ATTEMPTS = 6;
/** A fetcher that dies frees its file after this long: well before the 智能机器人 forgets it (five minutes). */
const LEASE_MILLIS = 60_000;
const retryMillis = (attempts: number) => Math.min(2_000 * 3 ** attempts, 600_000);

/**
 * Copies what residents sent before the platform forgets it. A claim moves the next attempt, so a crash
 * fetches again (the same bytes are kept once); after six attempts it is marked lost and logged, because somebody must ask for it again.
 */
export function createFetchAttachments(deps: DeskDeps & { fetcher: MediaFetcher }) {
  const { unitOfWork, clock, fetcher, log } = deps;
  const { attachments } = unitOfWork.stores;

  async function copy(attachment: Attachment): Promise<void> {
    const fetched = await fetcher.fetch(attachment);
    if (fetched.kind === "saved") {
      await attachments.markSaved(attachment.id, { ...fetched, at: clock.now() });
      log.info({ attachmentId: attachment.id, bytes: fetched.bytes }, "attachment_saved");
    } else if (fetched.kind === "gone" || attachment.attempts + 1 >= MAX_ATTEMPTS) {
      await attachments.markLost(attachment.id, fetched.reason);
      log.error({ attachmentId: attachment.id, reason: fetched.reason }, "attachment_lost");
    } else {
      const retryAt = new Date(clock.now().getTime() + retryMillis(attachment.attempts));
      await attachments.noteError(attachment.id, { error: fetched.reason, retryAt });
    }
  }

  async function begin(attachment: Attachment, beside: SideBySide): Promise<boolean> {
    const now = clock.now();
    const leasedUntil = new Date(now.getTime() + LEASE_MILLIS);
    if (!(await attachments.claim(attachment, now, leasedUntil))) return false;
    beside.start(() => copy(attachment));
    return true;
  }

  return async function fetchAttachments(beside: SideBySide): Promise<number> {
    let begun = 0;
    while (beside.room > 0) {
      let claimed = 0;
      for (const attachment of await attachments.due(clock.now(), beside.room))
        if (await begin(attachment, beside)) claimed += 1;
      if (claimed === 0) return begun;
      begun += claimed;
    }
    return begun;
  };
}
