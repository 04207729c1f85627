import { z } from "zod";
import { cardText, readCard } from "./cards.js";
import type { ChatLine, StoredCard } from "./chat.js";
import {
  type Answer,
  accept,
  type Endpoints,
  isRefused,
  jsonEndpoint,
  type Refused,
  refuse,
} from "./endpoint.js";
import type { Platform } from "./platform.js";

const updateSchema = z.object({
  // Arrays here, pipe strings in message/send (protocol §4.7).
  userids: z.array(z.string()).optional(),
  partyids: z.array(z.int()).optional(),
  tagids: z.array(z.int()).optional(),
  atall: z.union([z.literal(0), z.literal(1)]).optional(),
  agentid: z.int(),
  response_code: z.string(),
  button: z.object({ replace_name: z.string().min(1) }).optional(),
  template_card: z.looseObject({ replace_text: z.string().optional() }).optional(),
});
type UpdateBody = z.infer<typeof updateSchema>;

/** The member's latest line with this card. */
export function findCardLine(
  platform: Platform,
  userid: string,
  matches: (card: StoredCard) => boolean,
): (ChatLine & { card: StoredCard }) | undefined {
  const lines = platform.state.app.lines[userid.toLowerCase()] ?? [];
  return lines.findLast(
    (line): line is ChatLine & { card: StoredCard } => line.card !== undefined && matches(line.card),
  );
}

/** The card in its new shape; a new template without words for its buttons keeps them. */
function reshape(body: UpdateBody): ((card: StoredCard) => StoredCard) | Refused {
  const { button, template_card: template } = body;
  if (button) return (card) => ({ ...card, greyedTo: button.replace_name });
  if (!template) return refuse(40058, "button or template_card wanted");
  const next = readCard(template, "app");
  if (isRefused(next)) return next;
  return () => ({ ...next, greyedTo: template.replace_text ?? null });
}

function update(platform: Platform, body: UpdateBody): Answer {
  if (body.agentid !== platform.options.agentId) return refuse(301002, `agentid ${body.agentid}`);
  const code = platform.state.app.cardCodes[body.response_code];
  if (!code || code.expiresAt <= platform.now()) return refuse(41050, "unknown response_code or over 72 h");
  if (code.used) return refuse(42022, "response_code used before");
  const change = reshape(body);
  if (isRefused(change)) return change;
  const everybody = platform.options.members.map((member) => member.userid);
  const asked = body.atall === 1 ? everybody : (body.userids ?? []);
  const holders = asked.filter((userid) =>
    findCardLine(platform, userid, (card) => card.taskId === code.taskId),
  );
  if (holders.length === 0) return refuse(81013, "nobody named here has the card");
  code.used = true;
  for (const userid of holders) {
    const line = findCardLine(platform, userid, (card) => card.taskId === code.taskId);
    if (!line) continue;
    line.card = change(line.card);
    line.text = cardText(line.card);
    platform.news.publish({ topic: "chat", channel: "app", peer: userid });
  }
  const without = body.atall === 1 ? [] : asked.filter((userid) => !holders.includes(userid));
  return accept({ invaliduser: without.map((userid) => userid.toLowerCase()) });
}

/** Changing a card after it was sent or clicked (protocol §4.5). */
export function appCardEndpoints(platform: Platform): Endpoints {
  return {
    "message/update_template_card": jsonEndpoint(updateSchema, (body) => update(platform, body), {
      empties: { invaliduser: [] },
    }),
  };
}
