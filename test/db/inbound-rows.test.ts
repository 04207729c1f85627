import { expect } from "vitest";
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
