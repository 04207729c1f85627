import { z } from "zod";

const LONGEST_TEXT = 2_000;
const text = z
  .string({ error: "请写文字" })
  .trim()
  .min(1, "请写一句话再发送")
  .max(LONGEST_TEXT, `请不超过 ${LONGEST_TEXT} 个字`);
const userid = z.string({ error: "请选一位员工（userid）" }).min(1, "请选一位员工（userid）");
/** 2 MB of picture as base64. */
const LONGEST_BASE64 = 2_800_000;

const blankToNull = (longest: number, words: string) =>
  z
    .string()
    .trim()
    .max(longest, words)
    .nullish()
    .transform((value) => value || null);

export const newResidentBody = z.object({
  name: z.string({ error: "请写称呼" }).trim().min(1, "请写称呼").max(20, "称呼请不超过 20 个字"),
  room: blankToNull(30, "房号请不超过 30 个字，例如 3-2-502"),
  phone: z
    .string()
    .trim()
    .regex(/^(1\d{10})?$/, "手机号是 11 位数字，例如 13800138000；没有就留空")
    .nullish()
    .transform((value) => value || null),
  account: z.string().optional(),
});

const RESIDENT_MESSAGES = [
  "text",
  "spoken",
  "voice",
  "sample",
  "image",
  "unknown",
  "choice",
  "recall",
] as const;

export const residentMessageBody = z.discriminatedUnion(
  "type",
  [
    z.object({ type: z.literal("text"), text }),
    /** As it is spoken into the phone: no punctuation, words of hesitation. */
    z.object({ type: z.literal("spoken"), text }),
    z.object({ type: z.literal("voice") }),
    z.object({ type: z.literal("sample"), name: z.string() }),
    z.object({
      type: z.literal("image"),
      base64: z.base64({ error: "图片要是 base64" }).max(LONGEST_BASE64, "图片请不超过 2 MB"),
    }),
    z.object({ type: z.literal("unknown") }),
    z.object({ type: z.literal("choice"), item: z.string().min(1) }),
    z.object({ type: z.literal("recall"), id: z.string().min(1) }),
  ],
  { error: `请写上 type，可以是 ${RESIDENT_MESSAGES.join("、")}` },
);
export type ResidentMessage = z.infer<typeof residentMessageBody>;

export const groupMessageBody = z.object({
  userid,
  text,
  /** `bot`: with the @ before it; `people`: talk the platform tells nobody about. */
  to: z.enum(["bot", "people"], { error: "to 可以是 bot（@机器人）或 people（只对同事说）" }),
  /** Id of the line that is quoted. */
  quote: z.string().nullish(),
});

export const memberMessageBody = z.object({ text });

export const clickBody = z.object({
  taskId: z.string({ error: "请写上卡片的 taskId" }).min(1),
  button: z.string({ error: "请写上按钮的 key" }).min(1),
});

export const servicerBody = z.discriminatedUnion(
  "action",
  [
    z.object({ action: z.literal("pickUp"), resident: z.string() }),
    z.object({ action: z.literal("answer"), resident: z.string(), text }),
    z.object({ action: z.literal("end"), resident: z.string() }),
  ],
  { error: "action 可以是 pickUp（接入）、answer（回复）或 end（结束）" },
);
export type ServicerAction = z.infer<typeof servicerBody>;

export const CLOCK_MOVES = ["hour", "day", "week", "next", "real"] as const;
export type ClockMove = (typeof CLOCK_MOVES)[number];
export const clockBody = z.object({
  move: z.enum(CLOCK_MOVES, { error: `move 可以是 ${CLOCK_MOVES.join("、")}` }),
});

export const misfortuneBody = z.object({
  id: z.string({ error: "请写上 id" }),
  turn: z.enum(["on", "off"], { error: "turn 可以是 on 或 off" }),
});

export const SCENES = ["day", "empty", "month"] as const;
export const sceneBody = z.object({
  scene: z.enum(SCENES, { error: `scene 可以是 ${SCENES.join("、")}` }),
  /** The same number makes the same month. */
  seed: z.int("seed 要是整数").min(0).max(4_294_967_295).optional(),
  /** How many matters the month has. */
  matters: z.int("matters 要是整数").min(1).max(300).optional(),
});
