/** Chance that repeats itself: the same seed rolls the same numbers. */
export interface Dice {
  /** 0 ≤ x < 1. */
  roll(): number;
  /** Whole number, both ends included. */
  between(least: number, most: number): number;
  /** True in that share of cases. */
  chance(share: number): boolean;
  pick<T>(among: readonly T[]): T;
  shuffle<T>(things: readonly T[]): T[];
}

/** Mulberry32: small, and good enough to invent a month. */
export function createDice(seed: number): Dice {
  let state = seed >>> 0;
  const roll = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const between = (least: number, most: number) => least + Math.floor(roll() * (most - least + 1));
  return {
    roll,
    between,
    chance: (share) => roll() < share,
    pick(among) {
      const picked = among[between(0, among.length - 1)];
      if (picked === undefined) throw new Error("nothing to pick from");
      return picked;
    },
    shuffle(things) {
      const rest = [...things];
      for (let at = rest.length - 1; at > 0; at -= 1) {
        const other = between(0, at);
        [rest[at], rest[other]] = [rest[other] as (typeof rest)[number], rest[at] as (typeof rest)[number]];
      }
      return rest;
    },
  };
}
