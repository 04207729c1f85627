import type { PlainCommand, WordsCommand } from "../../rules/clock-commands.js";
import type { DeskDeps } from "../desk-deps.js";
import type { Stores } from "../ports.js";
import { makeAppointment } from "./appointment.js";
import { closeCase } from "./close-case.js";
import { giveOpinion } from "./give-opinion.js";
import { pauseCase, resumeCase } from "./pause-case.js";
import { approvePlan, planComplaint } from "./plan-complaint.js";
import { answerResident, receiveRecord, reportCase } from "./report-case.js";
import type { CaseCommand, StaffAnswer } from "./run-staff-command.js";
import { explainCase } from "./why.js";

/** The commands with words that move, stop or end clocks. */
export function runWordsCommand(
  deps: DeskDeps,
  stores: Stores,
  asked: CaseCommand<WordsCommand>,
): Promise<StaffAnswer> {
  switch (asked.command.verb) {
    case "appoint":
      return makeAppointment(deps, stores, asked);
    case "pause":
      return pauseCase(stores, asked);
    case "plan":
      return planComplaint(stores, asked);
    case "tellSuperior":
      return reportCase(stores, asked);
    case "answer":
      return answerResident(deps, stores, asked);
    case "giveOpinion":
      return giveOpinion(stores, asked);
    case "close":
      return closeCase(stores, asked);
  }
}

/** Those that need the number alone. */
export function runPlainCommand(stores: Stores, asked: CaseCommand<PlainCommand>): Promise<StaffAnswer> {
  switch (asked.command.verb) {
    case "resume":
      return resumeCase(stores, asked);
    case "approve":
      return approvePlan(stores, asked);
    case "handOver":
      return receiveRecord(stores, asked);
    case "why":
      return explainCase(stores, asked);
  }
}
