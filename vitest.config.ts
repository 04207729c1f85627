import { defineConfig } from "vitest/config";

process.env.TZ = "UTC";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    // Need a browser on the machine, which a fresh clone has not: TEST_BROWSER=1 asks for them.
    exclude: process.env.TEST_BROWSER ? [] : ["test/browser/**"],
    // Wide: what hangs fails, what is slow on a busy machine does not.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    expect: { poll: { timeout: 20_000 } },
    // Two cores: more workers only wait for each other.
    maxWorkers: 2,
  },
});
