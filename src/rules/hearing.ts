/**
 * How a resident hears of something: in the chat; from a person with a phone task, because WeChat will not carry
 * it; or not at all, because they have no chat and it waits for the outcome.
 */
export type Hearing = "inChat" | "byPhone" | "unheard";
