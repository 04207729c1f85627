import type { CaseChannel, CaseKind } from "../../rules/case-record.js";
import type { Estate } from "../../rules/estate.js";
import { missingFacts } from "../../rules/missing-facts.js";
import { mayRegister } from "../../rules/permissions.js";
import { matterOf, readRegistration } from "../../rules/registration.js";
import { COMMAND_FORMS } from "../../rules/staff-commands.js";
import { SURE_ENOUGH, type TriageResult } from "../../rules/triage/triage-result.js";
import { departmentName, kindName } from "../../rules/wording/case-words.js";
import type { DeskDeps, TriageReading } from "../desk-deps.js";
import type { StaffContext } from "../handle-staff-message.js";
import { openCase } from "../open-case.js";
import type { Resident } from "../people-ports.js";
import type { Stores } from "../ports.js";
import { refused, type StaffAnswer } from "./run-staff-command.js";

/** What 登记 brought: how the matter came in, the words, and what the rules (or the model) read in them. */
export interface ReadRegistration {
  readonly channel: CaseChannel;
  readonly matter: string;
  readonly triage: TriageReading;
}

/** What is missing, by its name and as 更正 writes it. */
const MISSING_FACTS = {
  room: ["房号", "房号 3-2-502"],
  phone: ["电话", "电话 13800000000"],
} as const;

/** Fewest characters that can be a matter. */
const LEAST_WORDS = 2;

/** Reads the words after 登记. Happens before the transaction, because a model may be asked. */
export async function readRegistrationWords(
  deps: Pick<DeskDeps, "triager" | "script">,
  estate: Estate,
  said: { readonly words: string; readonly inboundId: number },
): Promise<ReadRegistration> {
  const { channel, matter, name } = readRegistration(said.words);
  const facts = { buildings: estate.buildings };
  const occasion = { estate, inboundId: said.inboundId };
  const triage = await deps.triager.triage(deps.script.toSimplified(matter), facts, occasion);
  return { channel, matter, triage: { ...triage, name: name ?? triage.name } };
}

async function residentOf(stores: Stores, context: StaffContext, triage: TriageResult): Promise<Resident> {
  const { estate, now } = context;
  const known = triage.phone ? await stores.residents.findByPhone(estate.id, triage.phone) : null;
  const facts = { name: triage.name, phone: triage.phone, room: triage.room };
  if (!known) {
    const draft = { estateId: estate.id, externalUserId: null, script: "simplified", ...facts } as const;
    return stores.residents.create(draft, now);
  }
  const learned = Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== null));
  return stores.residents.learn(known.id, learned, now);
}

/** A person typed it as a matter, so smalltalk and chasers are matters too; the unsure is left to classify. */
function kindOf(triage: TriageResult): CaseKind {
  if (triage.kind === "smalltalk" || triage.kind === "progress") return "unclear";
  return triage.confidence < SURE_ENOUGH && !triage.emergency ? "unclear" : triage.kind;
}

/** 登记: a matter that came by phone or in person enters the ledger like one written in chat (REC-01, REC-03). */
export async function registerMatter(stores: Stores, context: StaffContext): Promise<StaffAnswer> {
  const { estate, member, message, registration, now } = context;
  if (!mayRegister(member)) return refused("登记由前台来做，请把情况告诉前台接待员。");
  if (!registration || [...registration.matter].length < LEAST_WORDS) {
    return refused(`请写上房号、称呼、电话和事由，例如「${COMMAND_FORMS.register}」。`);
  }
  const { channel, matter, triage } = registration;
  const resident = await residentOf(stores, context, triage);
  const kind = kindOf(triage);
  const { record } = await openCase(stores, {
    estate,
    kind,
    needsClassification: kind === "unclear",
    triage,
    classifiedBy: triage.classifiedBy,
    words: matterOf(matter, triage.name),
    resident,
    conversationId: null,
    channel,
    recordedBy: member.userid,
    inboundId: message.id,
    receivedAt: now,
    photos: 0,
    now,
  });
  const missing = missingFacts(record).flatMap((fact) =>
    fact === "room" || fact === "phone" ? [MISSING_FACTS[fact]] : [],
  );
  const forms = missing.map(([, form]) => `「更正 ${record.number} ${form}」`).join("");
  const ask = forms ? `还缺${missing.map(([name]) => name).join("、")}，补上请回复${forms}。` : "";
  const department = departmentName(estate, record.responsibleDepartment);
  return {
    words: `已登记 #${record.number}：${kindName(record)}，转${department}。${ask}`,
    done: true,
    caseId: record.id,
  };
}
