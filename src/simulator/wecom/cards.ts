import { z } from "zod";
import { byteSize } from "./byte-size.js";
import type { StoredCard } from "./chat.js";
import { isRefused, type Refused, readBody, refuse } from "./endpoint.js";

/** Who sends the card: each channel allows another set (protocol §4.4, §6, §7.4). */
export type CardSender = "app" | "bot" | "robot";

const LONGEST_KEY_BYTES = 1_024;
const LONGEST_TASK_ID_BYTES = 128;
const CARD_TYPES: Readonly<Record<CardSender, readonly string[]>> = {
  app: ["text_notice", "news_notice", "button_interaction", "vote_interaction", "multiple_interaction"],
  bot: ["text_notice", "news_notice", "button_interaction", "vote_interaction", "multiple_interaction"],
  robot: ["text_notice", "news_notice"],
};
const CALLING_TYPES = ["button_interaction", "vote_interaction", "multiple_interaction"];
const NOTICE_TYPES = ["text_notice", "news_notice"];

const key = z
  .string()
  .refine((value) => value !== "" && byteSize(value) <= LONGEST_KEY_BYTES, "1..1024 bytes");
const button = z.object({
  text: z.string().min(1),
  style: z.int().min(1).max(4).optional(),
  key: key.optional(),
  type: z.union([z.literal(0), z.literal(1)]).optional(),
  url: z.string().optional(),
});
const option = z.object({
  id: z.string().refine((value) => value !== "" && byteSize(value) <= 128, "1..128 bytes"),
  text: z.string().min(1),
});

/** Fields we know; others pass unread, as the platform lets them. Suggested lengths are hints, no limits. */
const cardSchema = z.object({
  card_type: z.string(),
  source: z.object({ desc: z.string().optional(), desc_color: z.int().min(0).max(3).optional() }).optional(),
  main_title: z.object({ title: z.string().optional(), desc: z.string().optional() }).optional(),
  sub_title_text: z.string().optional(),
  emphasis_content: z.object({ title: z.string().optional(), desc: z.string().optional() }).optional(),
  horizontal_content_list: z
    .array(
      z.object({
        keyname: z.string().min(1),
        value: z.string().optional(),
        type: z.int().min(0).max(3).optional(),
      }),
    )
    .max(6)
    .optional(),
  jump_list: z
    .array(z.object({ title: z.string().min(1) }))
    .max(3)
    .optional(),
  card_action: z
    .object({ type: z.int().min(0).max(2), url: z.string().optional(), appid: z.string().optional() })
    .optional(),
  action_menu: z
    .object({
      action_list: z
        .array(z.object({ text: z.string().min(1), key }))
        .min(1)
        .max(3),
    })
    .optional(),
  task_id: z
    .string()
    .regex(/^[0-9A-Za-z_\-@]+$/, "task_id")
    .max(LONGEST_TASK_ID_BYTES)
    .optional(),
  button_list: z.array(button).min(1).max(6).optional(),
  button_selection: z
    .object({ question_key: z.string(), option_list: z.array(option).min(1).max(10) })
    .optional(),
  checkbox: z.object({ question_key: z.string(), option_list: z.array(option).min(1).max(20) }).optional(),
  select_list: z
    .array(z.object({ question_key: z.string(), option_list: z.array(option).min(1).max(10) }))
    .max(3)
    .optional(),
  submit_button: z.object({ text: z.string().min(1), key }).optional(),
});
type Card = z.infer<typeof cardSchema>;

/** Words a card of this type must carry. */
function missingPart(card: Card): string | null {
  const title = card.main_title?.title;
  switch (card.card_type) {
    case "text_notice":
      if (!title && !card.sub_title_text) return "main_title.title or sub_title_text";
      break;
    case "button_interaction":
      if (!card.button_list) return "button_list";
      if (!title) return "main_title.title";
      break;
    case "vote_interaction":
      if (!card.checkbox || !card.submit_button) return "checkbox and submit_button";
      break;
    case "multiple_interaction":
      if (!card.select_list || !card.submit_button) return "select_list and submit_button";
      break;
    default:
      if (!title) return "main_title.title";
  }
  if (!NOTICE_TYPES.includes(card.card_type)) return null;
  const action = card.card_action;
  if (!action || action.type === 0) return "card_action";
  return (action.type === 1 ? action.url : action.appid) ? null : "target of card_action";
}

/** Clicks on the card come back to the desk. */
function calls(card: Card): boolean {
  return CALLING_TYPES.includes(card.card_type) || card.action_menu !== undefined;
}

function checkCard(card: Card, sender: CardSender): Refused | null {
  if (!CARD_TYPES[sender].includes(card.card_type)) return refuse(40058, `card_type ${card.card_type}`);
  const missing = missingPart(card);
  if (missing) return refuse(40058, `${missing} missing`);
  if (calls(card) && sender === "robot") return refuse(40058, "a robot's card cannot call back");
  if (calls(card) && !card.task_id) return refuse(42014, "task_id missing");
  const calling = (card.button_list ?? []).filter(({ type }) => type !== 1);
  if (calling.some((one) => one.key === undefined)) return refuse(42017, "button without key");
  if (new Set(calling.map((one) => one.key)).size < calling.length) return refuse(42017, "same key twice");
  return null;
}

function toStored(card: Card): StoredCard {
  const { main_title: main, emphasis_content: emphasis } = card;
  const buttons = (card.button_list ?? []).map((one) => ({
    text: one.text,
    key: one.key ?? "",
    calls: one.type !== 1,
  }));
  const rest = [
    ...(card.action_menu?.action_list ?? []),
    ...(card.submit_button ? [card.submit_button] : []),
  ];
  const texts = [main?.desc, emphasis?.title, emphasis?.desc, card.sub_title_text];
  return {
    cardType: card.card_type,
    taskId: card.task_id ?? null,
    title: main?.title ?? "",
    text: texts.filter((part) => part !== undefined && part !== "").join("\n"),
    rows: (card.horizontal_content_list ?? []).map((row) => ({ name: row.keyname, value: row.value ?? "" })),
    buttons: [...buttons, ...rest.map((one) => ({ text: one.text, key: one.key, calls: true }))],
    greyedTo: null,
  };
}

/** The card as people see it, or why the platform refuses it. */
export function readCard(body: unknown, sender: CardSender): StoredCard | Refused {
  const card = readBody(cardSchema, body);
  if (isRefused(card)) return card;
  return checkCard(card, sender) ?? toStored(card);
}

/** All words of a card, for those who look for a word on the screen. */
export function cardText(card: StoredCard): string {
  const rows = card.rows.map((row) => `${row.name} ${row.value}`);
  return [card.title, card.text, ...rows].filter((part) => part !== "").join("\n");
}

/** The button with this caption or key; throws when a person could not press it. */
export function pressableButton(card: StoredCard, wanted: string): { text: string; key: string } {
  if (card.greyedTo !== null) throw new Error(`the card says ${card.greyedTo}: nothing left to press`);
  const button = card.buttons.find((one) => one.calls && (one.text === wanted || one.key === wanted));
  if (!button) {
    throw new Error(
      `no button ${wanted} on the card, only ${card.buttons.map((one) => one.text).join(", ")}`,
    );
  }
  return button;
}
