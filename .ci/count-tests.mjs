// Prints "PASSED FAILED" of a vitest JSON report. A file that could not be loaded, a report that is not there
// and a run that failed without a failed test each count as one failure: nothing fails without being counted.
import { readFileSync } from "node:fs";

const [file, ok] = process.argv.slice(2);

function countOf(path) {
  let report;
  try {
    report = JSON.parse(readFileSync(path, "utf8"));
  } catch {
    return { passed: 0, failed: 1 };
  }
  const unloaded = report.testResults.filter(
    (result) =>
      result.status === "failed" && result.assertionResults.every((test) => test.status !== "failed"),
  );
  return { passed: report.numPassedTests, failed: report.numFailedTests + unloaded.length };
}

const { passed, failed } = countOf(file);
console.log(`${passed} ${failed === 0 && ok === "no" ? 1 : failed}`);
