/** Something that happens at a moment, and may put more on the agenda. */
export type Step = () => Promise<void>;

/** What is to happen, in order of time. Steps of one moment happen in the order they were put there. */
export interface Agenda {
  at(moment: number, step: Step): void;
  next(): { readonly moment: number; readonly step: Step } | undefined;
}

export function createAgenda(): Agenda {
  const steps: { moment: number; step: Step }[] = [];
  return {
    at(moment, step) {
      const place = steps.findLastIndex((one) => one.moment <= moment) + 1;
      steps.splice(place, 0, { moment, step });
    },
    next: () => steps.shift(),
  };
}
