import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { extname } from "node:path";
import { fileURLToPath } from "node:url";
import Router from "@koa/router";
import type { Context } from "koa";

const FOLDER = new URL("./page/", import.meta.url);
const WEUI = createRequire(import.meta.url).resolve("weui/dist/style/weui.min.css");

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".jpg": "image/jpeg",
  ".svg": "image/svg+xml",
};

/** Everything comes from here; pictures may also be drawn by the page or lie in the stylesheet. */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

async function serve(ctx: Context, path: string): Promise<void> {
  const type = CONTENT_TYPES[extname(path)];
  if (!type) return;
  try {
    ctx.body = await readFile(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return;
    throw error;
  }
  ctx.set("Content-Type", type);
  ctx.set("Content-Security-Policy", CONTENT_SECURITY_POLICY);
  ctx.set("Referrer-Policy", "no-referrer");
  // Looked at anew each time: the files change with every update of the program.
  ctx.set("Cache-Control", "no-cache");
}

/** The page of the simulator: plain files, and WeChat's stylesheet from its package. */
export function createPageRoutes(): Router {
  const router = new Router();
  router.get("/", (ctx) => serve(ctx, fileURLToPath(new URL("./page.html", FOLDER))));
  router.get("/simulator/weui.css", (ctx) => serve(ctx, WEUI));
  router.get("/simulator/page/:folder/:file", async (ctx) => {
    const { folder = "", file = "" } = ctx.params;
    // Names only: nothing outside the page's folders can be asked for.
    if (!/^[a-z]+$/.test(folder) || !/^[a-z][a-z0-9-]*\.[a-z]+$/.test(file)) return;
    await serve(ctx, fileURLToPath(new URL(`./${folder}/${file}`, FOLDER)));
  });
  return router;
}
