import type { AddWorksheetOptions, Style } from "exceljs";
import type { FilePlan } from "../../desk/form-ports.js";
import type { ColumnKind } from "../../rules/forms/form-table.js";

/** A style with the height of its row in points. */
export type TallStyle = Partial<Style> & { readonly height: number };

const FONT = { name: "宋体", size: 10 } as const;
const LINE = { style: "thin", color: { argb: "FF808080" } } as const;
const BORDER = { top: LINE, left: LINE, bottom: LINE, right: LINE } as const;

const cell = (numFmt: string, horizontal: "left" | "center" | "right"): Partial<Style> => ({
  font: FONT,
  border: BORDER,
  numFmt,
  alignment: { wrapText: true, vertical: "middle", horizontal },
});

/** Look of the cells by kind. `@` keeps texts texts, telephones and rooms too, also after somebody edits them. */
export const COLUMN_STYLES: Readonly<Record<ColumnKind, Partial<Style>>> = {
  text: cell("@", "left"),
  moment: cell("yy-mm-dd hh:mm", "center"),
  count: cell("0", "center"),
  decimal: cell("0.0", "center"),
};

/** Name of the form. */
export const TITLE_STYLE: TallStyle = {
  height: 30,
  font: { name: "宋体", size: 16, bold: true },
  alignment: { vertical: "middle", horizontal: "center" },
};

/** The line below the title. */
export const NOTE_STYLE: TallStyle = {
  height: 18,
  font: { name: "宋体", size: 9, color: { argb: "FF404040" } },
  alignment: { vertical: "middle", horizontal: "left" },
};

/** Line for signatures. */
export const CLOSING_STYLE: TallStyle = {
  height: 36,
  font: FONT,
  alignment: { vertical: "middle", horizontal: "left" },
};

/** Room for heads of two lines. */
export const HEAD_HEIGHT = 30;

/** Heads of the columns. */
export const HEAD_STYLE: Partial<Style> = {
  font: { ...FONT, bold: true },
  border: BORDER,
  numFmt: "@",
  fill: { type: "pattern", pattern: "solid", fgColor: { argb: "FFEDEDED" } },
  alignment: { wrapText: true, vertical: "middle", horizontal: "center" },
};

/** Small letters of the head and foot of a page: `&` begins an order there, and a digit would belong to it. */
const small = (text: string) => `&9 ${text.replaceAll("&", "&&")}`;

/** A4 lying down, as wide as the page, with the heads on every page and the pages counted. */
export function pageOf({ estateName, month }: FilePlan, headRows: number): Partial<AddWorksheetOptions> {
  return {
    pageSetup: {
      paperSize: 9,
      orientation: "landscape",
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 0,
      printTitlesRow: `1:${headRows}`,
      horizontalCentered: true,
      margins: { left: 0.3, right: 0.3, top: 0.55, bottom: 0.5, header: 0.25, footer: 0.25 },
    },
    headerFooter: {
      oddHeader: `&L${small(estateName)}&R${small(month)}`,
      oddFooter: `&L${small("内部资料，含住户信息，请妥善保管")}&R&9 第 &P 页，共 &N 页`,
    },
  };
}
