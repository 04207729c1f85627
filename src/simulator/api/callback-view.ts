import type { Database } from "../../edges/db/open-database.js";
import {
  type CallbackForm,
  type CallbackKind,
  FORM_NAMES,
  SATISFACTION_NAMES,
  type Satisfaction,
} from "../../rules/callback.js";
import { callbackName } from "../../rules/wording/callback-wording.js";
import { type Cast, nameOf } from "./conversation-view.js";

const CALLBACK_STATES: Readonly<Record<string, string>> = {
  planned: "已安排",
  done: "已回访",
  cancelled: "已取消",
};
const QUESTION_STATES: Readonly<Record<string, string>> = {
  asked: "等住户回答",
  reminded: "已提醒一次，等住户回答",
  answered: "已回答",
  lapsed: "没有回答",
};

const satisfactionName = (word: string | null) => (word ? SATISFACTION_NAMES[word as Satisfaction] : null);

/** What was asked about the result of a matter, in chat and by people, oldest first. */
export async function askedView({ client }: Database, caseId: number, cast: Cast) {
  const questions = await client.satisfactionQuestion.findMany({
    where: { caseId },
    orderBy: { round: "asc" },
  });
  const callbacks = await client.callback.findMany({ where: { caseId }, orderBy: { id: "asc" } });
  const inChat = questions.map((question) => ({
    name: "微信里问满意度",
    state: question.state,
    stateName: QUESTION_STATES[question.state] ?? question.state,
    satisfaction: satisfactionName(question.satisfaction),
    words: question.words,
    by: null,
    at: (question.answeredAt ?? question.remindedAt ?? question.askedAt).getTime(),
  }));
  const byPeople = callbacks.map((callback) => ({
    name: `${callbackName({ kind: callback.kind as CallbackKind })}（${FORM_NAMES[callback.form as CallbackForm]}）`,
    state: callback.state,
    stateName: CALLBACK_STATES[callback.state] ?? callback.state,
    satisfaction: satisfactionName(callback.satisfaction),
    words: callback.words,
    by: callback.caller ? nameOf(callback.caller, cast) : null,
    at: (callback.doneAt ?? callback.dueAt).getTime(),
  }));
  return [...inChat, ...byPeople];
}
