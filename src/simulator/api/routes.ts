import Router from "@koa/router";
import type { Playground } from "../playground.js";
import { addActRoutes } from "./act-routes.js";
import { apiManners } from "./request.js";
import { addShowRoutes } from "./show-routes.js";
import { addTalkRoutes } from "./talk-routes.js";

/** `/simulator/api`: what the page asks and does. Exists in the simulator only. */
export function createApiRoutes(playground: Playground): Router {
  const router = new Router();
  router.use("/simulator/api", apiManners);
  router.use("/simulator/api", async (ctx, next) => {
    await next();
    // As WeChat would: what was accepted is not forgotten, whatever happens to the process next.
    if (ctx.method !== "GET") await playground.remember();
  });
  addShowRoutes(router, playground);
  addTalkRoutes(router, playground);
  addActRoutes(router, playground);
  return router;
}
