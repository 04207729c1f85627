import { Converter as createToTraditional } from "opencc-js/cn2t";
import { Converter as createToSimplified } from "opencc-js/t2cn";
import type { ScriptConverter } from "../desk/ports.js";

type Convert = (text: string) => string;

/** Han characters; without one there is nothing to convert. */
const HAN = /\p{Script=Han}/u;

/**
 * Simplified ↔ traditional by OpenCC. The dictionaries (some tens of milliseconds) are built when the
 * first message with Chinese characters needs them.
 */
export function createChineseScript(): ScriptConverter {
  const toSimplified = lazy(() => createToSimplified({ from: "t", to: "cn" }));
  const toTraditional = lazy(() => createToTraditional({ from: "cn", to: "hk" }));
  return {
    toSimplified: (text) => (HAN.test(text) ? toSimplified()(text) : text),
    toTraditional: (text) => (HAN.test(text) ? toTraditional()(text) : text),
  };
}

function lazy(build: () => Convert): () => Convert {
  let convert: Convert | null = null;
  return () => {
    convert ??= build();
    return convert;
  };
}
