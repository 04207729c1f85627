import { DbNull } from "@prisma/client/runtime/client";
import { z } from "zod";
import type { ModelCallStore, ModelProposal } from "../../desk/model-ports.js";
import { COMPLAINT_CLASSES, MESSAGE_KINDS } from "../../rules/case-record.js";
import { DEPARTMENTS } from "../../rules/departments.js";
import { fromJson, toJson } from "./column-values.js";
import type { Session } from "./session.js";

const proposalColumn: z.ZodType<ModelProposal> = z.object({
  reading: z
    .object({
      kind: z.enum(MESSAGE_KINDS),
      complaintClass: z.enum(COMPLAINT_CLASSES).nullable(),
      department: z.enum([...DEPARTMENTS, "external"]).nullable(),
      emergency: z.boolean(),
    })
    .nullable(),
  summary: z.string().nullable(),
});

/** What the language model was asked, what it cost, and what of it a person has still to see. */
export function createModelCallStore(session: Session): ModelCallStore {
  const calls = session.tables.modelCall;
  return {
    async record({ proposal, ...call }, now) {
      const waiting = proposal ? { proposal: toJson(proposal), proposalState: "waiting" } : {};
      await calls.create({ data: { ...call, at: now, ...waiting } });
    },
    takeCall: (day, limit) =>
      session.atomically(async (tables) => {
        // One statement, safe in a race: with an empty update Prisma would look first and insert after.
        await tables.modelBudget.upsert({ where: { day }, create: { day }, update: { day } });
        const { count } = await tables.modelBudget.updateMany({
          where: { day, calls: { lt: limit } },
          data: { calls: { increment: 1 } },
        });
        return count === 1;
      }),
    async waitingProposals(limit) {
      const rows = await calls.findMany({
        where: { proposalState: "waiting" },
        orderBy: { id: "asc" },
        take: limit,
      });
      const ids = rows.flatMap(({ inboundId }) => (inboundId === null ? [] : [inboundId]));
      const messages = await session.tables.inboundMessage.findMany({
        where: { id: { in: ids } },
        select: { id: true, state: true, caseId: true },
      });
      return rows.map(({ id, estateId, at, inboundId, proposal }) => {
        const message = messages.find((candidate) => candidate.id === inboundId);
        return {
          id,
          estateId,
          at,
          inboundId,
          proposal: fromJson(proposalColumn, proposal, `ModelCall ${id} proposal`),
          isHandled: message?.state !== "waiting",
          caseId: message?.caseId ?? null,
        };
      });
    },
    async settleProposal(id, state) {
      const { count } = await calls.updateMany({
        where: { id, proposalState: "waiting" },
        // A line about a matter may name people: once settled it is kept on the record or nowhere.
        data: { proposalState: state, proposal: DbNull },
      });
      return count === 1;
    },
    async outcomes(from, to) {
      const groups = await calls.groupBy({
        by: ["question", "outcome"],
        where: { at: { gte: from, lt: to } },
        _count: true,
        orderBy: [{ question: "asc" }, { outcome: "asc" }],
      });
      return groups.map(({ question, outcome, _count }) => ({ question, outcome, calls: _count }));
    },
  };
}
