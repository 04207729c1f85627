import type { StaffCard } from "../../rules/staff-card.js";
import type { JsonObject } from "./api-reply.js";
import { shortLabel } from "./outgoing-text.js";

/** Lengths the client shows (protocol §4.4), in characters; beyond them it would hide the rest silently. */
const TITLE = 36;
const DESCRIPTION = 44;
const LONG_DESCRIPTION = 160;
const FIELD_NAME = 8;
const FIELD_VALUE = 30;
const BUTTON = 10;
const MOST_FIELDS = 6;
const MOST_BUTTONS = 6;
const KEY_BYTES = 1_024;
const TASK_ID = /^[0-9A-Za-z_\-@]{1,128}$/;

/** The card as `button_interaction`, or in one sentence why the platform would refuse it. */
export function buttonCard(card: StaffCard): JsonObject | string {
  const fault = faultOf(card);
  if (fault !== null) return fault;
  const isLong = card.description.length > DESCRIPTION;
  return {
    card_type: "button_interaction",
    main_title: {
      title: shortLabel(card.title, TITLE),
      ...(!isLong && { desc: shortLabel(card.description, DESCRIPTION) }),
    },
    ...(isLong && { sub_title_text: shortLabel(card.description, LONG_DESCRIPTION) }),
    horizontal_content_list: card.fields.slice(0, MOST_FIELDS).map((field) => ({
      keyname: shortLabel(field.name, FIELD_NAME),
      value: shortLabel(field.value, FIELD_VALUE),
    })),
    task_id: card.taskId,
    button_list: card.buttons.map((button) => ({
      text: shortLabel(button.text, BUTTON),
      style: button.style === "primary" ? 1 : 2,
      key: button.key,
    })),
  };
}

/** What cannot be shortened without changing what a click means. */
function faultOf(card: StaffCard): string | null {
  if (!TASK_ID.test(card.taskId)) return "the card's task id has a wrong form";
  const keys = new Set(card.buttons.map((button) => button.key));
  if (keys.size === 0 || keys.size > MOST_BUTTONS) return `a card has 1 to ${MOST_BUTTONS} buttons`;
  if (keys.size < card.buttons.length) return "two buttons of the card have the same key";
  const isTooLong = card.buttons.some((button) => Buffer.byteLength(button.key) > KEY_BYTES);
  return isTooLong ? "a button key of the card is too long" : null;
}
