import type { UnknownSentence } from "../staff-commands.js";
import { formOf } from "../staff-commands.js";
import type { Doubt } from "../staff-doubts.js";

/** Answer to a sentence that is no command: nothing changed, these two are nearest, written with the number it names. */
export function notUnderstood({ nearest, doubt, about }: UnknownSentence): string {
  if (doubt) return inDoubt(doubt);
  const forms = nearest.map((verb) => `「${formOf(verb, about ?? null)}」`).join("或");
  return `没看懂这句话，什么都没改。您是不是想说${forms}？回复「帮助」看全部口令。`;
}

function inDoubt({ because, verb, numbers }: Doubt): string {
  const [first, second] = numbers;
  const name = first ?? "编号";
  switch (because) {
    case "several": {
      const each = [first, second].map((number) => `「${formOf(verb, number ?? null)}」`).join("，再回复");
      return `一次只能写一个编号，什么都没改。请分开写，例如先回复${each}。`;
    }
    case "asked":
      return `您像是在问，所以什么都没改。看办到哪一步请回复「查 ${name}」；要办请回复「${formOf(verb, first ?? null)}」。`;
    case "unfinished":
      return `看您写的还没有办完，所以没有办结，什么都没改。办完了再回复「完成 ${name} 做了什么」；要等人、等配件请回复「暂停 ${name} 等配件 到周五」；只记一笔请回复「备注 ${name} …」。`;
    case "strayNumber":
      return `没看准是哪一件，什么都没改。请把编号紧跟着写在口令后面，例如「${formOf(verb, first ?? null)}」，或引用那张卡片再说。`;
  }
}
