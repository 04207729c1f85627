import type Router from "@koa/router";
import { beginDay } from "../acts/day-story.js";
import { emptyEverything } from "../acts/empty-everything.js";
import { moveClock } from "../acts/move-clock.js";
import { beginSampleMonth, USUAL_MONTH } from "../acts/sample-month.js";
import type { Playground } from "../playground.js";
import { clockBody, misfortuneBody, sceneBody } from "./bodies.js";
import { ApiRefusal, readJson } from "./request.js";

function requireStart(begun: boolean, { stage }: Playground): void {
  if (begun) return;
  const on = stage.current()?.title ?? "另一件事";
  throw new ApiRefusal(409, `正在${on}，请先停止或等它做完`);
}

/** The clock, what goes wrong, and the prepared scenes. */
export function addActRoutes(router: Router, playground: Playground): void {
  const { stage, misfortunes, live } = playground;
  router.post("/simulator/api/clock", async (ctx) => {
    const { move } = await readJson(ctx, clockBody);
    requireStart(moveClock(playground, move), playground);
    ctx.status = 202;
    ctx.body = { act: stage.current() };
  });
  router.post("/simulator/api/misfortunes", async (ctx) => {
    const { id, turn } = await readJson(ctx, misfortuneBody);
    if (!misfortunes.turn(id, turn)) {
      const known = misfortunes.all().map((one) => one.id);
      throw new ApiRefusal(404, `id 可以是 ${known.join("、")}`);
    }
    live.note("misfortunes");
    ctx.body = { misfortunes: misfortunes.all() };
  });
  router.post("/simulator/api/scenes", async (ctx) => {
    const { scene, seed, matters } = await readJson(ctx, sceneBody);
    if (scene !== "day" && !playground.simulation.canReset) {
      throw new ApiRefusal(409, "台账不在 SQLite 文件里，不能在这里清空");
    }
    const month = {
      seed: seed ?? USUAL_MONTH.seed,
      matters: matters ?? USUAL_MONTH.matters,
      until: new Date(),
    };
    const begin = {
      day: () => beginDay(playground),
      empty: () => emptyEverything(playground),
      month: () => beginSampleMonth(playground, month),
    };
    requireStart(begin[scene](), playground);
    ctx.status = 202;
    ctx.body = { act: stage.current() };
  });
  router.post("/simulator/api/stop", (ctx) => {
    if (!stage.stop()) throw new ApiRefusal(409, "现在没有可以停止的事");
    ctx.status = 202;
    ctx.body = {};
  });
}
