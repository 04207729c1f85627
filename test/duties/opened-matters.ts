import { openCase } from "../../src/desk/open-case.js";
import { createUnitOfWork } from "../../src/edges/db/unit-of-work.js";
import { chineseHolidays } from "../../src/edges/working-days.js";
import type { CaseKind, CaseRecord, ComplaintClass } from "../../src/rules/case-record.js";
import type { Department } from "../../src/rules/departments.js";
import type { EstateStory } from "../stories/estate-story.js";

export interface OpenedMatter {
  readonly kind: CaseKind;
  readonly words: string;
  readonly department: Department;
  readonly complaintClass?: ComplaintClass;
  readonly emergency?: boolean;
  /** Of whoever brought it; the same one for all when left out. */
  readonly phone?: string;
}

/** The ledger of a story. */
export const ledgerOf = (estate: EstateStory) => createUnitOfWork(estate.simulation.app().database);

/**
 * Opens a matter that was taken in by the desk, with kind and class given: stories about clocks do not hang on
 * how words are read. The cards that go out with it count as read.
 */
export async function openMatter(estate: EstateStory, matter: OpenedMatter): Promise<CaseRecord> {
  const [setup] = estate.simulation.estates;
  if (!setup) throw new Error("a story without an estate");
  const now = estate.simulation.clock.now();
  const { record } = await ledgerOf(estate).run(async (stores) => {
    const resident = await stores.residents.create(
      {
        estateId: setup.id,
        externalUserId: null,
        name: "赵阿姨",
        phone: matter.phone ?? "13911112222",
        room: "5-1-101",
        script: "simplified",
      },
      now,
    );
    return openCase(stores, {
      estate: { ...setup, holidays: chineseHolidays() },
      kind: matter.kind,
      needsClassification: false,
      triage: {
        kind: matter.kind === "unclear" ? "request" : matter.kind,
        complaintClass: matter.complaintClass ?? null,
        emergency: matter.emergency ?? false,
        danger: null,
        department: matter.department,
        room: null,
        phone: null,
        name: null,
        wishedTime: null,
        topic: null,
        confidence: 1,
        rule: "given",
      },
      classifiedBy: "rules",
      words: matter.words,
      resident,
      conversationId: null,
      channel: "visit",
      recordedBy: "xujia",
      inboundId: 0,
      receivedAt: now,
      photos: 0,
      now,
    });
  });
  await estate.settle();
  estate.readStaff();
  return record;
}

/** A reception whose only clock is that of the receptionist. */
export function suggestLocker(estate: EstateStory): Promise<CaseRecord> {
  return openMatter(estate, {
    kind: "suggestion",
    words: "建议在小区东门装一个快递柜",
    department: "customerService",
  });
}
