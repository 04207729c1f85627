import type { Playground } from "../playground.js";
import { firstResidents } from "../residents-book.js";

/** Takes everything away: ledger, phones, misfortunes, the way back. The desk begins at that moment, or now. */
export async function clearTheStage(playground: Playground, beginAt?: Date): Promise<void> {
  const { simulation, wayBack, misfortunes, book, live } = playground;
  await wayBack.forget();
  await simulation.reset(beginAt);
  misfortunes.allOff();
  const account = simulation.estates.flatMap((estate) => estate.kfAccounts)[0] ?? "";
  book.replace(firstResidents(account));
  live.note("misfortunes", "ledger", "wire", "clock");
}

/** Begins to reset to an empty estate; false when something else is on. */
export function emptyEverything(playground: Playground): boolean {
  return playground.stage.begin({ kind: "empty", title: "重置为空", canStop: false }, async () => {
    await clearTheStage(playground);
    return "台账和聊天都清空了，时间是现在。";
  });
}
