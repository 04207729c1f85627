import type { CaseRecord } from "./case-record.js";

/** 不要给我打电话, 不能接电话: a ringing telephone would give the writer away. */
const NO_CALLS =
  /(?:不要|不用|别|不能|不敢|不便|不方便|勿|唔好|不可以)(?:再|给我|跟我|往|来|回|给)*(?:打|接|通|拨)?(?:我的?|手机|座机)*(?:[电電][话話]|来电)|(?:do not|don'?t|please no) (?:call|ring|phone)(?! (?:110|119|120|the police|an ambulance))|no calls/i;

/** 我不敢出声: somebody hides, or is listened to. */
const MUST_BE_SILENT =
  /不敢(?:说话|出声|吭声|作声|讲话)|我(?:现在|这边)?(?:不方便|不能|没法|没办法)(?:说话|出声|讲话)|can'?t (?:talk|speak|make a sound)/i;

/** Whether somebody in an emergency must not be called, by what they wrote. */
export function mustNotBeCalled(words: string): boolean {
  return NO_CALLS.test(words) || MUST_BE_SILENT.test(words);
}

/** Whether calling the writer of a matter would bring them into danger. */
export function isUnsafeToCall({ emergency, matter }: Pick<CaseRecord, "emergency" | "matter">): boolean {
  return emergency && mustNotBeCalled(matter);
}
