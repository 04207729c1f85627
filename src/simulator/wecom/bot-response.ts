import { z } from "zod";
import { botName, showBotLine } from "./bot-lines.js";
import { applyBotCard } from "./bot-replies.js";
import { byteSize } from "./byte-size.js";
import {
  type Answer,
  accept,
  type Endpoints,
  isRefused,
  jsonEndpoint,
  readBody,
  refuse,
} from "./endpoint.js";
import type { Platform } from "./platform.js";
import type { Interaction } from "./state.js";

const LIFETIME_MILLIS = 3_600_000;
const LONGEST_MARKDOWN_BYTES = 20_480;

const schema = z.looseObject({ msgtype: z.string() });
const markdown = z.object({ content: z.string().min(1) });

function respond(platform: Platform, interaction: Interaction, body: z.infer<typeof schema>): Answer {
  if (body.msgtype === "template_card") {
    return applyBotCard(platform, interaction, body.template_card) ?? accept();
  }
  if (body.msgtype !== "markdown") return refuse(40008, `msgtype ${body.msgtype}`);
  const given = readBody(markdown, body.markdown);
  if (isRefused(given)) return given;
  if (byteSize(given.content) > LONGEST_MARKDOWN_BYTES) return refuse(40058, "markdown.content too long");
  interaction.answer = given.content;
  const head = { msgid: platform.newId("bot"), from: "desk", author: botName(platform) } as const;
  showBotLine(platform, interaction, {
    ...head,
    kind: "markdown",
    text: given.content,
    sentAt: platform.now(),
    finished: true,
  });
  return accept();
}

/** The temporary URL of a bot message: no token, no encryption, one call within the hour (protocol §7.6). */
export function botResponseEndpoints(platform: Platform): Endpoints {
  return {
    "aibot/response": jsonEndpoint(
      schema,
      (body, { query }) => {
        const code = query.get("response_code");
        const interactions = Object.values(platform.state.bot.interactions);
        const interaction = interactions.find((one) => one.responseCode === code);
        if (!interaction) return refuse(41050, "unknown response_code");
        if (interaction.responseUsed) return refuse(42022, "response_url used before");
        if (platform.now() - interaction.startedAt > LIFETIME_MILLIS)
          return refuse(41050, "over an hour old");
        const answer = respond(platform, interaction, body);
        if (answer.kind === "accepted") interaction.responseUsed = true;
        return answer;
      },
      { access: "open" },
    ),
  };
}
