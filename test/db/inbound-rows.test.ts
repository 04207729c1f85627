import { expect } from "vitest";
import { toMessageRow } from "../../src/edges/db/inbound-rows.js";
import { eachDatabase } from "./each-database.js";
import { NOON, textMessage } from "./samples.js";

eachDatabase(
  "a row that holds what it should not is refused by name, without its content",
  async ({ unitOfWork, database }) => {
    const inbox = unitOfWork.stores.inbound;
    const [id] = await inbox.add([textMessage("m1")], NOON, "waiting");
    await database.client.inboundMessage.update({
      where: { id: id ?? 0 },
      data: { content: { type: "text", text: 13800000000 } },
    });
    const error = await inbox.find(id ?? 0).catch((reason: unknown) => reason);
    expect(String(error)).toContain(`InboundMessage ${id} content`);
    expect(String(error)).toContain("text");
    expect(String(error)).not.toContain("13800000000");
  },
);

eachDatabase("a message stored on arrival is the row the client would have written", async (ledger) => {
  const inbox = ledger.unitOfWork.stores.inbound;
  const { inboundMessage } = ledger.database.client;
  const message = textMessage("m1", { inGroup: true, replyHandle: { responseCode: "c" } });
  const [id = 0] = await inbox.add([message], NOON, "waiting");
  const other = { ...message, channelMessageId: "m2" };
  const written = await inboundMessage.create({ data: toMessageRow(other, NOON, "waiting") });
  const stored = await inboundMessage.findUniqueOrThrow({ where: { id } });
  expect({ ...stored, id: 0, channelMessageId: "" }).toEqual({ ...written, id: 0, channelMessageId: "" });
  // Moments are compared as they are stored, which in SQLite is text.
  expect(await inboundMessage.count({ where: { sentAt: message.sentAt, receivedAt: NOON } })).toBe(2);
});

eachDatabase(
  "of two messages with one identity in one page the first is stored, with its files",
  async (ledger) => {
    const photo = { kind: "image", source: { via: "mediaId", mediaId: "M" }, fileName: null } as const;
    const bare = textMessage("m1");
    const page = [bare, textMessage("m1", { content: { type: "media", media: [photo], transcript: null } })];
    const added = await ledger.unitOfWork.stores.inbound.add([...page, textMessage("m2")], NOON, "waiting");
    expect(added).toHaveLength(2);
    expect(await ledger.unitOfWork.stores.inbound.find(added[0] ?? 0)).toMatchObject({
      content: bare.content,
    });
    expect(await ledger.database.client.attachment.count()).toBe(0);
  },
);
