import { isCallbackVerb } from "../../rules/callback-commands.js";
import type { CaseRecord } from "../../rules/case-record.js";
import { refusalFor } from "../../rules/permissions.js";
import { formOf, type StaffCommand } from "../../rules/staff-commands.js";
import { matterLine } from "../../rules/wording/case-words.js";
import { help } from "../../rules/wording/help-wording.js";
import type { DeskDeps } from "../desk-deps.js";
import type { StaffContext } from "../handle-staff-message.js";
import type { Stores } from "../ports.js";
import { acceptCase } from "./accept-case.js";
import { askExport } from "./ask-export.js";
import { auditCase } from "./audit-case.js";
import { auditPeriod } from "./audit-period.js";
import { changeKind, classifyCase } from "./classify-case.js";
import { correctRecord } from "./correct-record.js";
import { fileCallbacks } from "./file-callbacks.js";
import { isAsked, noteActivity } from "./hold-nudges.js";
import { takeLeave } from "./leave.js";
import { listMine, listTodo, showCase } from "./look-up.js";
import { mergeCases } from "./merge-cases.js";
import { nameCause } from "./name-cause.js";
import { noteBeside } from "./note-beside.js";
import { noteCase } from "./note-case.js";
import { listOverdue } from "./overdue.js";
import { publishNotice } from "./publish-notice.js";
import { registerMatter } from "./register-matter.js";
import { lookBeforeAct, rememberAct } from "./remember-act.js";
import { reportProgress } from "./report-progress.js";
import { callbacksOf, runCallbackCommand, runCallbackList } from "./run-callback-command.js";
import { runPlainCommand, runWordsCommand } from "./run-clock-command.js";
import { settleCase } from "./settle-case.js";
import { splitCase } from "./split-case.js";
import { summarise } from "./summarise.js";
import { summariseMonth } from "./summarise-month.js";
import { transferCase } from "./transfer-case.js";
import { undoCommand } from "./undo-command.js";

/** What the member hears. `done` tells whether anything changed (or was shown); a refusal changes nothing. */
export interface StaffAnswer {
  readonly words: string;
  readonly done: boolean;
  readonly caseId: number | null;
  /** What a clicked card shows instead of its buttons; absent = the card stays as it is. */
  readonly buttonWord?: string;
}

/** A refusal that says why and what would be right; nothing changed. */
export function refused(words: string, record: CaseRecord | null = null): StaffAnswer {
  return { words, done: false, caseId: record?.id ?? null };
}

/** The command with the record it is about, checked against the member's rights. */
export interface CaseCommand<Command extends StaffCommand> extends StaffContext {
  readonly command: Command;
  readonly record: CaseRecord;
}

type NumberedCommand = Extract<StaffCommand, { number: number | null }>;

/**
 * The records a command without number may be about: the sender's open ones, or for 接单 those of the own
 * department that nobody has taken, for 还在处理 those that were asked about (design §5). With just one there is nothing
 * to ask.
 */
async function candidates(
  stores: Stores,
  context: StaffContext,
  command: NumberedCommand,
): Promise<readonly CaseRecord[]> {
  const { estate, member } = context;
  if (command.verb === "accept") {
    const filter = member.department ? { department: member.department } : {};
    return (await stores.cases.listOpen(estate.id, filter, 50)).filter((record) => !record.assignee);
  }
  if (isCallbackVerb(command.verb)) return callbacksOf(stores, context);
  const own = await stores.cases.listOpen(estate.id, { assignee: member.userid }, 5);
  if (command.verb !== "progress" || command.progress !== "working") return own;
  const asked: CaseRecord[] = [];
  for (const record of own) if (await isAsked(stores, record)) asked.push(record);
  return asked.length > 0 ? asked : own;
}

/** Asks which one is meant, naming the two likeliest: nothing changes until it is clear. */
function askWhich(command: NumberedCommand, likely: readonly CaseRecord[]): StaffAnswer {
  const form = formOf(command.verb, likely.at(-1)?.number ?? null);
  if (likely.length < 2) return refused(`请写上编号，例如「${form}」，或引用那张卡片再说。`);
  const [one, other] = likely.slice(-2).map((record) => `#${record.number}（${matterLine(record, 12)}）`);
  return refused(`您说的是${one}还是${other}？请写上编号，例如「${form}」。还没有改动任何记录。`);
}

function obey(
  deps: DeskDeps,
  stores: Stores,
  at: StaffContext & { command: NumberedCommand; record: CaseRecord },
): Promise<StaffAnswer> {
  const { command } = at;
  switch (command.verb) {
    case "accept":
      return acceptCase(deps, stores, { ...at, command });
    case "settle":
      return settleCase(deps, stores, { ...at, command });
    case "transfer":
      return transferCase(stores, { ...at, command });
    case "note":
      return noteCase(stores, { ...at, command });
    case "classify":
      return classifyCase(stores, { ...at, command });
    case "changeKind":
      return changeKind(stores, { ...at, command });
    case "progress":
      return reportProgress(deps, stores, { ...at, command });
    case "merge":
      return mergeCases(stores, { ...at, command });
    case "split":
      return splitCase(deps, stores, { ...at, command });
    case "nameCause":
      return nameCause(stores, { ...at, command });
    case "show":
      return showCase(stores, { ...at, command });
    case "auditCase":
      return auditCase(stores, { ...at, command });
    case "correct":
      return correctRecord(stores, { ...at, command });
    case "holdCallback":
    case "planCallbacks":
    case "reviewCallback":
    case "confirmCallback":
      return runCallbackCommand(deps, stores, { ...at, command });
    default:
      return "words" in command
        ? runWordsCommand(deps, stores, { ...at, command })
        : runPlainCommand(stores, { ...at, command });
  }
}

/** Commands that only look: whoever looks has not acted. */
const LOOKS: ReadonlySet<string> = new Set(["show", "why"]);

/** Runs a command about one record, found by its number or because nothing else can be meant. */
async function runOnRecord(
  deps: DeskDeps,
  stores: Stores,
  asked: StaffContext & { readonly command: NumberedCommand },
): Promise<StaffAnswer> {
  const { estate, member, command } = asked;
  const likely = command.number === null ? await candidates(stores, asked, command) : [];
  const record =
    command.number === null
      ? likely.length === 1
        ? (likely[0] ?? null)
        : null
      : await stores.cases.findByNumber(estate.id, command.number);
  if (!record) {
    if (command.number === null) return askWhich(command, likely);
    return refused(`没有找到 #${command.number}，请核对编号。回复「待办」看未办完的。`);
  }
  const refusal = refusalFor(command.verb, member, { record, estate });
  if (refusal) return refused(refusal.words, record);
  const before = await lookBeforeAct(stores, record, command);
  const asking = { ...asked, command, record };
  const answer = await noteBeside(stores, asking, await obey(deps, stores, asking));
  if (answer.done) {
    await rememberAct(stores, asked, { verb: command.verb, before, answeredFor: answer.caseId });
    if (!LOOKS.has(command.verb)) await noteActivity(stores, { ...asked, record });
  }
  return answer;
}

/** Runs a command inside the transaction that also marks the message handled. */
export function createRunStaffCommand(deps: DeskDeps) {
  return async function run(
    stores: Stores,
    context: StaffContext,
    command: StaffCommand,
  ): Promise<StaffAnswer> {
    switch (command.verb) {
      case "help":
        return { words: help(command.words), done: true, caseId: null };
      case "export":
        return askExport(stores, { ...context, words: command.words });
      case "publish":
        return publishNotice(deps, stores, { ...context, words: command.words });
      case "undo":
        return undoCommand(deps, stores, { ...context, about: command.about });
      case "summary":
        return summarise(stores, { ...context, words: command.words });
      case "overdue":
        return listOverdue(stores, context);
      case "leave":
        return takeLeave(stores, { ...context, words: command.words });
      case "todo":
        return listTodo(stores, { ...context, asked: command.page });
      case "mine":
        return listMine(stores, context);
      case "register":
        return registerMatter(stores, context);
      case "audit":
        return auditPeriod(stores, { ...context, command });
      case "monthSummary":
        return summariseMonth(stores, { ...context, words: command.words });
      case "fileCallbacks":
        return fileCallbacks(stores, { ...context, words: command.words });
      default:
        return (
          runCallbackList(stores, context, command) ?? runOnRecord(deps, stores, { ...context, command })
        );
    }
  };
}
