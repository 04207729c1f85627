import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { OutboundTarget } from "../../src/desk/outbound-message.js";
import {
  GROUP,
  MEMBER,
  type OutboundDesk,
  RESIDENT,
  START,
  startOutboundDesk,
  text,
} from "./outbound-desk.js";

let desk: OutboundDesk;

beforeEach(async () => {
  desk = await startOutboundDesk({
    callTimeoutMillis: 1_000,
    findInbound: async () => ({
      replyHandle: {
        responseUrl: `${desk.platform.address}/cgi-bin/aibot/response?response_code=RC-SECRET-1`,
      },
      receivedAt: START,
    }),
  });
});
afterEach(() => desk.close());

describe("a platform that takes a call and never answers", () => {
  const channels: [OutboundTarget, string][] = [
    [RESIDENT, "/cgi-bin/kf/send_msg"],
    [MEMBER, "/cgi-bin/message/send"],
    [GROUP, "/cgi-bin/webhook/send"],
    [{ channel: "bot", inboundId: 5, peerId: "wrENG" }, "/cgi-bin/aibot/response"],
  ];
  test.each(channels)("leaves it uncertain whether %j was served", async (target, path) => {
    desk.platform.script(path, "hang");
    expect(await desk.send(target, text("好"))).toMatchObject({ kind: "uncertain" });
    expect(desk.platform.callsTo(path)).toHaveLength(1);
  });

  test("to a token request has sent nothing yet", async () => {
    desk.platform.script("/cgi-bin/gettoken", "hang");
    expect(await desk.send(MEMBER, text("好"))).toMatchObject({ kind: "retry" });
  });

  test("to a pull is pulled again", async () => {
    desk.platform.script("/cgi-bin/kf/sync_msg", "hang");
    const pull = { openKfId: "wkTEST0001", cursor: null, token: null };
    expect(await desk.kfSource.fetchPage(pull)).toMatchObject({ kind: "retry" });
  });

  test("to a download is asked again before the time of a whole file is up", async () => {
    desk.platform.script("/cgi-bin/media/get", "hang");
    const source = { via: "mediaId", mediaId: "MEDIA-1" } as const;
    const attachment = {
      id: 1,
      inboundId: 1,
      caseId: null,
      kind: "image",
      source,
      fileName: null,
      attempts: 0,
    } as const;
    expect(await desk.mediaFetcher.fetch(attachment)).toMatchObject({ kind: "retry" });
  });
});
