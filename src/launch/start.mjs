// @ts-check
// `npm start`: makes the checkout ready and becomes the desk, in one process so that signals reach it.
import { requireNode } from "./node-version.mjs";

requireNode();
if (process.argv.includes("--stop-with-parent")) stopWithParent();
import("./prepare.mjs").then(({ prepare, fail }) =>
  prepare()
    .then(() => {
      // A stack then names the line of the source; costs nothing until there is one.
      process.setSourceMapsEnabled(true);
      return import(new URL("../../dist/main.js", import.meta.url).href);
    })
    .catch(fail),
);

/**
 * Stops when npm is gone. A killed npm cannot tell us, and a desk nobody knows of would keep the port and
 * send in the name of the next one.
 */
function stopWithParent() {
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    process.kill(process.pid, "SIGTERM");
  }, 250);
  watch.unref();
}
