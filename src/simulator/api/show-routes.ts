import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type Router from "@koa/router";
import type { Playground } from "../playground.js";
import { samplePhotoNames } from "../sample-photos.js";
import { conversationView, readPlace } from "./conversation-view.js";
import { recordsView, recordView, waitingUntil } from "./ledger-view.js";
import { overview } from "./overview.js";
import { ApiRefusal, readId } from "./request.js";
import { WIRE_CHANNELS, wireDetail, wireLine } from "./wire-view.js";

const WIRE_LINES = 200;
const PICTURES = /^image\/(png|jpeg|gif|webp)$/;

function ledgerRoutes(router: Router, { simulation, cast }: Playground): void {
  const database = () => simulation.app().database;
  router.get("/simulator/api/records", async (ctx) => {
    ctx.body = await recordsView(database(), cast);
  });
  router.get("/simulator/api/records/:id", async (ctx) => {
    const view = await recordView(database(), readId(ctx.params.id), cast);
    if (!view) throw new ApiRefusal(404, "台账里没有这件事");
    ctx.body = view;
  });
  router.get("/simulator/api/attachments/:id", async (ctx) => {
    const file = await database().client.attachment.findUnique({ where: { id: readId(ctx.params.id) } });
    if (!file?.path || !PICTURES.test(file.contentType ?? "")) throw new ApiRefusal(404, "没有可看的图片");
    ctx.type = file.contentType ?? "";
    ctx.body = await readFile(join(simulation.dataDir, "media", file.path));
  });
}

function wireRoutes(router: Router, { simulation }: Playground): void {
  const { wire } = simulation.standIn;
  router.get("/simulator/api/wire", (ctx) => {
    const wanted = WIRE_CHANNELS.find((channel) => channel === ctx.query.channel);
    if (ctx.query.channel && !wanted) {
      throw new ApiRefusal(400, `channel 可以是 ${WIRE_CHANNELS.join("、")}，或不写`);
    }
    const lines = wire.entries().map(wireLine);
    const shown = wanted ? lines.filter((line) => line.channel === wanted) : lines;
    ctx.body = { total: shown.length, lines: shown.slice(0, WIRE_LINES) };
  });
  router.get("/simulator/api/wire/:id", (ctx) => {
    const id = readId(ctx.params.id);
    const entry = wire.entries().find((one) => one.id === id);
    if (!entry) throw new ApiRefusal(404, "这条记录已经被新的挤掉了");
    ctx.body = wireDetail(entry);
  });
}

/** Everything there is to look at. */
export function addShowRoutes(router: Router, playground: Playground): void {
  const { cast, live, simulation } = playground;
  router.get("/simulator/api/overview", async (ctx) => {
    ctx.body = { ...overview(playground), photos: await samplePhotoNames() };
  });
  router.get("/simulator/api/events", (ctx) => {
    ctx.type = "text/event-stream";
    ctx.set("Cache-Control", "no-store, no-transform");
    // With the stream its connection ends: one kept alive would keep the desk from stopping.
    ctx.set("Connection", "close");
    ctx.body = live.listen();
  });
  router.get("/simulator/api/conversations/:place", async (ctx) => {
    const place = readPlace(ctx.params.place ?? "", cast);
    if (!place) throw new ApiRefusal(404, "没有这个会话，会话写作 kf:账号|住户、group:群 或 app:员工");
    const { database } = simulation.app();
    const waitsUntil =
      place.channel === "kf" ? await waitingUntil(database, place.resident, simulation.clock.now()) : null;
    ctx.body = { ...conversationView(place, cast), waitsUntil };
  });
  router.get("/simulator/api/media/:id", (ctx) => {
    const file = simulation.standIn.file(ctx.params.id ?? "");
    if (!file || !PICTURES.test(file.contentType)) throw new ApiRefusal(404, "没有可看的图片");
    ctx.type = file.contentType;
    ctx.body = Buffer.from(file.base64, "base64");
  });
  ledgerRoutes(router, playground);
  wireRoutes(router, playground);
}
