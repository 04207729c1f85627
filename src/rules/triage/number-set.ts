/** Collects small numbers, each once, in the order they came. */
export interface NumberSet {
  add(number: number): void;
  /** What was collected; the set is empty afterwards. */
  take(): number[];
}

/** Builds a set for numbers from 0 below `size`: a mark each, which costs less than hashing. */
export function createNumberSet(size: number): NumberSet {
  const marks = new Uint8Array(size);
  let members: number[] = [];
  return {
    add(number) {
      if (marks[number] !== 0) return;
      marks[number] = 1;
      members.push(number);
    },
    take() {
      const taken = members;
      for (const number of taken) marks[number] = 0;
      members = [];
      return taken;
    },
  };
}
