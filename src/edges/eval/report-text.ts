import { MESSAGE_KINDS } from "../../rules/case-record.js";
import type { Report } from "./measure.js";

const NONE = "–";

/** The report as people read it in a terminal. */
export function printReport(report: Report): string {
  const lines = [
    `${report.file}: ${report.rows} rows, ${report.microsecondsPerMessage} µs per message, ${report.abstained} abstained`,
    `  kind macro-F1 ${percent(report.kind.macroF1)}  accuracy ${percent(report.kind.accuracy)}`,
    `  emergency recall ${percent(report.emergency.recall)}  precision ${percent(report.emergency.precision)}`,
    `  severity ${percent(report.severity.accuracy)}  department ${percent(report.department.accuracy)}  room ${percent(report.room.exact)}  phone ${percent(report.phone.exact)}`,
    "",
    ...classLines(report),
    "",
    ...confusionLines(report),
    "",
    "  confidence  rows  right",
    ...report.calibration
      .filter(({ rows }) => rows > 0)
      .map(
        ({ from, rows, right }) =>
          `  ${from.toFixed(1)}–${(from + 0.1).toFixed(1)}  ${pad(rows, 6)}  ${percent(right)}`,
      ),
    "",
    `  wrong: ${report.wrong.length}`,
    ...report.wrong.map(
      ({ line, id, field, expected, got, rule, confidence, text }) =>
        `  ${line} ${id ?? NONE} ${field}: ${expected ?? NONE} ≠ ${got ?? NONE}  [${rule} ${confidence}]  ${text.replace(/\s+/g, " ")}`,
    ),
    "",
  ];
  return lines.join("\n");
}

function classLines(report: Report): string[] {
  const lines = ["  kind         rows  precision  recall  F1"];
  for (const kind of MESSAGE_KINDS) {
    const figures = report.kind.perClass[kind];
    if (!figures) continue;
    const { rows, precision, recall, f1 } = figures;
    lines.push(
      `  ${kind.padEnd(11)} ${pad(rows, 5)}  ${percent(precision)}     ${percent(recall)}  ${percent(f1)}`,
    );
  }
  return lines;
}

function confusionLines(report: Report): string[] {
  const head = MESSAGE_KINDS.map((kind) => pad(kind.slice(0, 6), 7)).join("");
  const lines = [`  label \\ answer${head}`];
  for (const kind of MESSAGE_KINDS) {
    const counts = report.kind.confusion[kind];
    if (!counts) continue;
    lines.push(`  ${kind.padEnd(14)}${MESSAGE_KINDS.map((answer) => pad(counts[answer] ?? 0, 7)).join("")}`);
  }
  return lines;
}

function percent(value: number | null): string {
  return value === null ? NONE : value.toFixed(3);
}

function pad(value: number | string, width: number): string {
  return String(value).padStart(width);
}
