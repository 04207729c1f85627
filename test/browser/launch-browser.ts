import { existsSync } from "node:fs";
import { type Browser, chromium, type Page } from "playwright-core";

const CHROMIUM = "/usr/bin/chromium";
const QUIET = [
  "--headless=new",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** Without a browser these tests are left out on a developer's machine, and fail where everything must be tried. */
export const browserIsMissing = !existsSync(CHROMIUM) && !process.env.CI;
if (browserIsMissing) process.stderr.write(`no ${CHROMIUM}: the page is not tried in a browser\n`);

export function launchBrowser(): Promise<Browser> {
  // Every launch has a profile of its own, which goes with it.
  return chromium.launch({ executablePath: CHROMIUM, args: QUIET });
}

/** Everything a page must not do, as it happens. */
export interface Complaints {
  readonly list: string[];
}

/** Watches a page for errors, and for words to anybody but the simulator. */
export function watch(page: Page, own: () => string): Complaints {
  const list: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") list.push(`console: ${message.text()}`);
  });
  page.on("pageerror", (error) => list.push(`error: ${error.message}`));
  page.on("dialog", async (dialog) => {
    list.push(`dialog: ${dialog.message()}`);
    await dialog.dismiss();
  });
  page.on("request", (request) => {
    const { protocol, origin } = new URL(request.url());
    if (protocol !== "data:" && protocol !== "blob:" && origin !== own()) list.push(`asked ${request.url()}`);
  });
  return { list };
}
