import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import excel from "exceljs";
import { afterEach, expect } from "vitest";
import { createExportRecords, type ExportOrder } from "../../src/desk/export-records.js";
import { createFormReader } from "../../src/edges/db/form-reader.js";
import { createFormPress } from "../../src/edges/reports/form-press.js";
import type { Estate } from "../../src/rules/estate.js";
import { monthNamed } from "../../src/rules/forms/form-span.js";
import { eachDatabase } from "../db/each-database.js";
import type { TestDatabase } from "../db/open-test-database.js";
import { estate, NOON } from "../db/samples.js";
import { ATTACKS } from "./attacks.js";
import { type StoredMatter, storeMatters } from "./stored-month.js";

const folders: string[] = [];
afterEach(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true });
});

async function exported(ledger: TestDatabase, of: Estate, order: Partial<ExportOrder> = {}) {
  const folder = await mkdtemp(join(tmpdir(), "guanjia-forms-"));
  folders.push(folder);
  const month = monthNamed("2026-10", of.timezone);
  if (!month) throw new Error("no month");
  const exportRecords = createExportRecords({
    reader: createFormReader(ledger.database.client),
    press: createFormPress(),
  });
  const files = await exportRecords({
    estate: of,
    month,
    form: null,
    department: null,
    format: "xlsx",
    folder,
    now: NOON,
    ...order,
  });
  return { files, folder };
}

/** The rows of a sheet below its heads, each cell as the program that opens it holds it. */
async function rowsOf(path: string, sheet: string): Promise<Record<string, excel.CellValue>[]> {
  const workbook = new excel.Workbook();
  await workbook.xlsx.readFile(path);
  const found = workbook.getWorksheet(sheet);
  const rows: Record<string, excel.CellValue>[] = [];
  const heads = ((found?.getRow(3).values ?? []) as string[]).slice(1);
  found?.eachRow((row, number) => {
    if (number <= 3 || String(row.getCell(1).value).startsWith("制表")) return;
    rows.push(Object.fromEntries(heads.map((head, index) => [head, row.getCell(index + 1).value] as const)));
  });
  return rows;
}

const at = (text: string) => new Date(text);
/** As the wall of the estate shows it, in the UTC fields of a Date. */
const wall = (text: string) => new Date(`${text}:00Z`);

const OCTOBER: readonly StoredMatter[] = [
  {
    record: {
      kind: "repair",
      status: "handled",
      receivedAt: at("2026-10-08T01:15:00Z"),
      acceptedAt: at("2026-10-08T02:00:00Z"),
      handledAt: at("2026-10-08T07:30:00Z"),
      assignee: "zhaoqiang",
      handledBy: "zhaoqiang",
      handling: "更换角阀，已试水",
      result: "更换角阀，已试水",
      wishedTime: "下午",
    },
    entries: [
      { type: "received", actor: "resident", data: { channel: "online", words: "厨房漏水" } },
      { type: "dispatched", data: { groups: "", members: "zhaoqiang" } },
    ],
  },
  {
    record: {
      kind: "complaint",
      complaintClass: "important",
      status: "unresolvable",
      respondentDepartment: "security",
      responsibleDepartment: "security",
      receivedAt: at("2026-10-09T04:00:00Z"),
      closedAt: at("2026-10-12T04:00:00Z"),
      closeReason: "业主已搬走",
      cause: "attitude",
      matter: "保安态度差",
    },
    entries: [{ type: "planned", actor: "LiNa", data: { words: "约谈当班保安" } }],
  },
  {
    record: {
      kind: "enquiry",
      receivedAt: at("2026-10-31T15:59:00Z"),
      channel: "phone",
      recordedBy: "LiNa",
    },
  },
  { record: { kind: "enquiry", receivedAt: at("2026-10-31T16:00:00Z"), matter: "已是十一月" } },
  { record: { kind: "enquiry", receivedAt: at("2026-09-30T15:59:59Z"), matter: "还是九月" } },
];

/** The row of the first of them, cell by cell. */
const REPAIR_ROW = {
  编号: 1,
  报修时间: wall("2026-10-08T09:15"),
  住户姓名: "王女士",
  地址: "3-2-502",
  联系电话: "13800000000",
  方式: "微信",
  报修内容: "厨房漏水",
  期望时间: "下午",
  预约维修时间: null,
  通知维修时间: wall("2026-10-08T09:15"),
  责任部门: "工程部",
  接单时间: wall("2026-10-08T10:00"),
  维修人员: "赵强",
  处理情况: "更换角阀，已试水",
  完成时间: wall("2026-10-08T15:30"),
  未解决原因: null,
  回访: null,
  状态: "已处理，待回访",
};

eachDatabase("every row of a form says what the ledger says", async (ledger) => {
  const yunqi = estate();
  await storeMatters(ledger.unitOfWork, yunqi, OCTOBER);
  const { files } = await exported(ledger, yunqi);
  expect(files.map(({ form, rows }) => [form, rows])).toEqual([
    ["reception", 1],
    ["complaint", 1],
    ["repair", 1],
  ]);
  const [reception, complaint, repair] = files;
  expect(await rowsOf(repair?.path ?? "", "住户报修记录表")).toEqual([REPAIR_ROW]);
  expect(await rowsOf(complaint?.path ?? "", "投诉登记处理记录")).toMatchObject([
    {
      编号: 2,
      级别: "重要",
      被投诉部门: "秩序维护部",
      原因: "服务态度",
      "方案、批准与上报": "10-09 12:00 李娜 处理方案：约谈当班保安",
      办结时间: wall("2026-10-12T12:00"),
      状态: "无法解决，已关闭",
    },
  ]);
  expect(await rowsOf(complaint?.path ?? "", "客户投诉统计")).toContainEqual(
    expect.objectContaining({ 统计口径: "级别", 项目: "重要", 件数: 1, 已处理: 0 }),
  );
  expect(await rowsOf(reception?.path ?? "", "接待业主情况记录")).toMatchObject([
    { 编号: 3, 接待日期: wall("2026-10-31T23:59"), 方式: "来电", 接待人: "李娜", 类别: "咨询" },
  ]);
  expect(await rowsOf(repair?.path ?? "", "台账明细")).toEqual([
    {
      编号: 1,
      时间: wall("2026-10-08T09:15"),
      事项: "登记",
      经手: "住户",
      内容: "原话：厨房漏水；方式：微信",
    },
    { 编号: 1, 时间: wall("2026-10-08T09:15"), 事项: "派发", 经手: "管家", 内容: "个人：赵强" },
  ]);
});

eachDatabase("an estate elsewhere has its own month and its own clock", async (ledger) => {
  const far = estate({ id: "far", name: "River/View", timezone: "America/New_York", kfAccounts: [] });
  await storeMatters(ledger.unitOfWork, far, [
    { record: { receivedAt: at("2026-10-01T03:59:00Z"), matter: "September there" } },
    { record: { receivedAt: at("2026-10-01T04:00:00Z"), matter: "first minute" } },
    { record: { receivedAt: at("2026-11-01T03:59:00Z"), matter: "last minute" } },
  ]);
  const { files } = await exported(ledger, far);
  expect(files[0]?.name).toBe("River-View_住户报修记录表_2026-10.xlsx");
  const rows = await rowsOf(files[0]?.path ?? "", "住户报修记录表");
  expect(rows.map((row) => [row.报修内容, row.报修时间])).toEqual([
    ["first minute", wall("2026-10-01T00:00")],
    ["last minute", wall("2026-10-31T23:59")],
  ]);
});

eachDatabase("what a resident wrote stays text: no formula, no lost sign, no broken file", async (ledger) => {
  const yunqi = estate();
  const nasty = [...ATTACKS, "_x003D_1+1", "<b>粗 & 细</b>]]>", "a\u0001b", "长".repeat(40_000), "3-2-12"];
  await storeMatters(
    ledger.unitOfWork,
    yunqi,
    nasty.map((words) => ({
      // The database has no NUL, as the stores see to.
      record: { receivedAt: at("2026-10-08T01:15:00Z"), matter: words.replaceAll("\u0000", "") },
    })),
  );
  const { files } = await exported(ledger, yunqi);
  const workbook = new excel.Workbook();
  await workbook.xlsx.readFile(files[0]?.path ?? "");
  const sheet = workbook.worksheets[0];
  const cells = nasty.map((_, index) => sheet?.getRow(index + 4).getCell(7));
  for (const cell of cells) {
    expect(cell?.type).toBe(excel.ValueType.String);
    expect(cell?.numFmt).toBe("@");
    expect(String(cell?.value).length).toBeLessThanOrEqual(32_767);
  }
  expect(cells[0]?.value).toBe("=1+1");
  expect(cells.at(-5)?.value).toBe("_x003D_1+1");
  expect(cells.at(-4)?.value).toBe("<b>粗 & 细</b>]]>");

  const { folder } = await exported(ledger, yunqi, { format: "csv" });
  const [text] = await Promise.all(
    (await readdir(folder))
      .filter((name) => !name.includes("台账"))
      .map((name) => readFile(join(folder, name), "utf8")),
  );
  expect(text?.startsWith("\uFEFF编号,")).toBe(true);
  expect(text?.endsWith("\r\n")).toBe(true);
  const fields = text?.split(/[,\r\n]+/).map((field) => field.replace(/^"/, "")) ?? [];
  expect(fields.filter((field) => /^[=+@|＝＋－＠\t]/.test(field))).toEqual([]);
});

eachDatabase(
  "a form prints on A4 lying down, with its heads on every page and the pages counted",
  async (ledger) => {
    const yunqi = estate({ name: "云栖 & 花园" });
    await storeMatters(ledger.unitOfWork, yunqi, [{ record: { receivedAt: at("2026-10-08T01:15:00Z") } }]);
    const { files, folder } = await exported(ledger, yunqi);
    const workbook = new excel.Workbook();
    await workbook.xlsx.readFile(files[0]?.path ?? "");
    const [sheet] = workbook.worksheets;
    expect(sheet?.pageSetup).toMatchObject({
      paperSize: 9,
      orientation: "landscape",
      fitToWidth: 1,
      fitToHeight: 0,
      printTitlesRow: "1:3",
    });
    expect(sheet?.headerFooter.oddHeader).toBe("&L&9 云栖 && 花园&R&9 2026年10月");
    expect(sheet?.headerFooter.oddFooter).toContain("第 &P 页，共 &N 页");
    expect(sheet?.views[0]).toMatchObject({ state: "frozen", ySplit: 3 });
    expect(sheet?.getCell("A2").value).toContain("按报修时间统计（1日0点起，次月1日0点前，北京时间）");
    expect(await readdir(folder)).toEqual(["云栖 & 花园_住户报修记录表_2026-10.xlsx"]);
  },
);
