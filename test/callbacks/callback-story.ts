import { test as base } from "vitest";
import { type EstateStory, startEstate } from "../stories/estate-story.js";

type Person = ReturnType<EstateStory["staff"]>;

/** A story of callbacks: a Monday morning of a month in which nothing was drawn yet. */
export interface CallbackStory {
  /** Closed at the end of the test, which fails on any message that nobody expected. */
  readonly estate: EstateStory;
  /** 周敏: customer assistant and callback officer. */
  readonly assistant: Person;
  /** 王芳. */
  readonly supervisor: Person;
}

/** A test with a story of its own. */
export const test = base.extend<CallbackStory>({
  estate: async ({ task: _ }, use) => {
    const estate = await startEstate({ at: "2026-11-02T09:00:00+08:00" });
    await use(estate);
    await estate.close();
  },
  assistant: ({ estate }, use) => use(estate.staff("周敏")),
  supervisor: ({ estate }, use) => use(estate.staff("王芳")),
});
