import type { QuestionStore } from "../../desk/question-ports.js";
import { SATISFACTIONS } from "../../rules/callback.js";
import { COMPLAINT_CLASSES } from "../../rules/case-record.js";
import { QUESTION_STATES, type SatisfactionQuestion } from "../../rules/question.js";
import { CASE_KINDS } from "./case-store.js";
import { fromWord, fromWordOrNull, storable } from "./column-values.js";
import type { SatisfactionQuestion as Row } from "./generated/sqlite/client.js";
import type { Session } from "./session.js";

const OPEN = ["asked", "reminded"];
/** More questions than anybody has open. */
const AT_MOST = 20;

/** A question nobody has answered: what a withdrawn one goes back to when it is asked anew. */
const UNANSWERED = {
  state: "asked",
  remindedAt: null,
  answeredAt: null,
  satisfaction: null,
  words: null,
  inboundId: null,
  lapsedBecause: null,
};

/** The questions asked in chat once matters are settled. */
export function createQuestionStore({ tables }: Session): QuestionStore {
  const questions = tables.satisfactionQuestion;
  return {
    async ask(draft) {
      const { caseId, round } = draft;
      const row = await questions.upsert({
        where: { caseId_round: { caseId, round } },
        create: { ...draft, state: "asked" },
        update: { ...draft, ...UNANSWERED },
      });
      return toQuestion(row);
    },
    async advance({ id, state, nextAt, remindedAt, answeredAt }, changes) {
      const { count } = await questions.updateMany({
        where: { id, state, nextAt, remindedAt, answeredAt },
        data: { ...changes, ...(changes.words ? { words: storable(changes.words) } : {}) },
      });
      return count === 1;
    },
    async ofCase(caseId) {
      const rows = await questions.findMany({ where: { caseId }, orderBy: { round: "asc" } });
      return rows.map(toQuestion);
    },
    async ofConversation(conversationId, since) {
      const rows = await questions.findMany({
        where: { conversationId, askedAt: { gte: since } },
        orderBy: [{ askedAt: "desc" }, { id: "desc" }],
        take: AT_MOST,
      });
      return rows.map(toQuestion);
    },
    async carriedBy(messageKeys) {
      const rows = await questions.findMany({
        where: { messageKey: { in: [...messageKeys] }, state: { in: OPEN } },
        orderBy: { id: "asc" },
      });
      return rows.map(toQuestion);
    },
    async due(now, limit) {
      const rows = await questions.findMany({
        where: { nextAt: { lte: now } },
        orderBy: [{ nextAt: "asc" }, { id: "asc" }],
        take: limit,
      });
      return rows.map(toQuestion);
    },
    async nextDueAt() {
      const next = await questions.findFirst({
        where: { nextAt: { not: null } },
        orderBy: { nextAt: "asc" },
        select: { nextAt: true },
      });
      return next?.nextAt ?? null;
    },
  };
}

function toQuestion(row: Row): SatisfactionQuestion {
  const place = `SatisfactionQuestion ${row.id}`;
  return {
    ...row,
    state: fromWord(QUESTION_STATES, row.state, `${place} state`),
    satisfaction: fromWordOrNull(SATISFACTIONS, row.satisfaction, `${place} satisfaction`),
    caseKind: fromWord(CASE_KINDS, row.caseKind, `${place} caseKind`),
    complaintClass: fromWordOrNull(COMPLAINT_CLASSES, row.complaintClass, `${place} complaintClass`),
  };
}
