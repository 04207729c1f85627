import { z } from "zod";
import type { MediaReference, MessageContent, ReplyHandle } from "../../desk/inbound-message.js";
import type { OutboundContent, OutboundTarget } from "../../desk/outbound-message.js";
import type { PendingQuestion } from "../../desk/people-ports.js";
import type { LedgerEntry } from "../../rules/ledger-entry.js";
import type { StaffCard } from "../../rules/staff-card.js";

// What the JSON columns hold. Each schema is tied to the desk's own type, so that the two cannot drift.

export const MEDIA_KINDS = ["image", "voice", "video", "file"] as const;

export const mediaSource = z.discriminatedUnion("via", [
  z.object({ via: z.literal("mediaId"), mediaId: z.string() }),
  z.object({ via: z.literal("botUrl"), url: z.string(), aesKey: z.string().nullable() }),
]);

const mediaReference: z.ZodType<MediaReference> = z.object({
  kind: z.enum(MEDIA_KINDS),
  source: mediaSource,
  fileName: z.string().nullable(),
});

export const messageContent: z.ZodType<MessageContent> = z.discriminatedUnion("type", [
  z.object({
    type: z.literal("text"),
    text: z.string(),
    quote: z.string().nullable(),
    media: z.array(mediaReference),
  }),
  z.object({ type: z.literal("media"), media: z.array(mediaReference), transcript: z.string().nullable() }),
  z.object({ type: z.literal("location"), name: z.string(), address: z.string() }),
  z.object({ type: z.literal("cardClick"), key: z.string(), taskId: z.string() }),
  z.object({ type: z.literal("event"), event: z.string(), data: z.record(z.string(), z.string()) }),
  z.object({ type: z.literal("unknown"), platformType: z.string() }),
]);

export const replyHandle: z.ZodType<ReplyHandle> = z.object({
  responseUrl: z.string().exactOptional(),
  streamId: z.string().exactOptional(),
  responseCode: z.string().exactOptional(),
  welcomeCode: z.string().exactOptional(),
});

export const outboundTarget: z.ZodType<OutboundTarget> = z.discriminatedUnion("channel", [
  z.object({ channel: z.literal("kf"), openKfId: z.string(), externalUserId: z.string() }),
  z.object({ channel: z.literal("app"), userid: z.string() }),
  z.object({ channel: z.literal("robot"), group: z.string() }),
  z.object({ channel: z.literal("bot"), inboundId: z.number(), peerId: z.string() }),
]);

const staffCard: z.ZodType<StaffCard> = z.object({
  taskId: z.string(),
  title: z.string(),
  description: z.string(),
  fields: z.array(z.object({ name: z.string(), value: z.string() })),
  buttons: z.array(z.object({ text: z.string(), key: z.string(), style: z.enum(["primary", "plain"]) })),
});

export const outboundContent: z.ZodType<OutboundContent> = z.discriminatedUnion("type", [
  z.object({ type: z.literal("text"), text: z.string(), mentions: z.array(z.string()) }),
  z.object({ type: z.literal("markdown"), text: z.string() }),
  z.object({ type: z.literal("card"), card: staffCard }),
  z.object({ type: z.literal("cardUpdate"), responseCode: z.string(), replaceName: z.string() }),
  z.object({ type: z.literal("welcome"), welcomeCode: z.string(), text: z.string() }),
  z.object({
    type: z.literal("menu"),
    head: z.string(),
    items: z.array(z.object({ id: z.string(), text: z.string() })),
    tail: z.string(),
  }),
  z.object({ type: z.literal("handOver"), servicerUserid: z.string() }),
  z.object({ type: z.literal("takeBack"), text: z.string() }),
  z.object({ type: z.literal("image"), path: z.string() }),
  z.object({ type: z.literal("file"), path: z.string(), fileName: z.string() }),
]);

export const pendingQuestion: z.ZodType<PendingQuestion> = z.object({
  caseId: z.number(),
  asked: z.array(z.enum(["room", "phone", "time", "matter", "reason"])),
  at: z.string(),
});

export const ledgerData: z.ZodType<LedgerEntry["data"]> = z.record(
  z.string(),
  z.union([z.string(), z.number(), z.boolean(), z.null()]),
);
