import type { OutboundStore } from "../../desk/outbound-ports.js";
import { toJson } from "./column-values.js";
import type { Session } from "./session.js";

/** Thrown to undo a merge of which one message is gone. */
class NoLongerWaiting extends Error {}

/** Several messages that go out as one. */
export function createOutboundMerging(session: Session): Pick<OutboundStore, "merge" | "casesOf" | "keysOf"> {
  const { tables } = session;
  return {
    async merge([carrier, ...others], text, now) {
      if (carrier?.content.type !== "text") return false;
      const untried = { state: "waiting", attempts: 0, leasedUntil: null, notBefore: { lte: now } };
      const { content } = carrier;
      const ids = others.map(({ id }) => id);
      const isOutcome = [carrier, ...others].some(({ importance }) => importance === "outcome");
      const work = async ({ outboundMessage }: Session["tables"]) => {
        const carried = await outboundMessage.updateMany({
          where: { id: carrier.id, ...untried },
          data: { content: toJson({ ...content, text }), ...(isOutcome ? { importance: "outcome" } : {}) },
        });
        const merged = await outboundMessage.updateMany({
          where: { id: { in: ids }, ...untried },
          data: { state: "merged", mergedIntoId: carrier.id },
        });
        if (carried.count !== 1 || merged.count !== ids.length) throw new NoLongerWaiting();
        // What they carried themselves goes on to the new carrier.
        await outboundMessage.updateMany({
          where: { mergedIntoId: { in: ids } },
          data: { mergedIntoId: carrier.id },
        });
      };
      try {
        await session.atomically(work);
        return true;
      } catch (error) {
        if (error instanceof NoLongerWaiting) return false;
        throw error;
      }
    },
    async keysOf({ id }) {
      const rows = await tables.outboundMessage.findMany({
        where: { OR: [{ id }, { mergedIntoId: id }] },
        orderBy: { id: "asc" },
        select: { key: true },
      });
      return rows.map(({ key }) => key);
    },
    async casesOf({ id }) {
      const rows = await tables.outboundMessage.findMany({
        where: { OR: [{ id }, { mergedIntoId: id }], caseId: { not: null } },
        distinct: ["caseId"],
        select: { caseId: true },
      });
      return rows.flatMap(({ caseId }) => (caseId === null ? [] : [caseId]));
    },
  };
}
