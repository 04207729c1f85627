import { mkdir, readdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import excel from "exceljs";
import { afterEach, expect, test } from "vitest";
import { type EstateStory, startEstate } from "../stories/estate-story.js";

let estate: EstateStory;
afterEach(() => estate.close());

/** A matter of October, then the story stands on the 2nd of November. */
async function october(): Promise<void> {
  estate = await startEstate({ at: "2026-10-30T09:00:00+08:00" });
  await estate.resident("李阿姨").says("3栋2单元502厨房水管漏水，电话13812345678");
  await estate.staff("刘工").writes("接单 1");
  await estate.staff("刘工").writes("完成 1 更换角阀，已试水");
  await estate.advance({ days: 3 });
  for (const name of ["李阿姨"]) estate.resident(name).read();
  estate.readStaff();
}

interface ReceivedFile {
  readonly name: string;
  readonly texts: readonly string[];
}

/** Files the desk made for requests, each with the texts of its first sheet. */
async function madeFiles(): Promise<ReceivedFile[]> {
  const folder = join(estate.simulation.dataDir, "exports", "chat");
  const files = await readdir(folder, { recursive: true }).catch(() => []);
  return Promise.all(
    files
      .filter((name) => name.endsWith(".xlsx"))
      .map(async (name) => {
        const workbook = new excel.Workbook();
        await workbook.xlsx.readFile(join(folder, name));
        const texts: string[] = [];
        workbook.worksheets[0]?.eachRow((row) => row.eachCell((cell) => texts.push(cell.text)));
        return { name, texts };
      }),
  );
}

test("the supervisor asks in the group and gets last month's forms alone, the group hears only that", async () => {
  await october();
  const answer = await estate.group("客服群").says("王芳", "导出 上月");
  expect(answer).toMatch(/正在导出2026年10月的各类记录表，做好后单独发给您/);
  const told = estate.staff("王芳").read();
  expect(told[0]).toMatch(/做好了，共1个文件/);
  expect(told).toHaveLength(2);
  expect(told[1]).toContain("云栖花园_住户报修记录表_2026-10.xlsx");
  const [file] = await madeFiles();
  expect(file?.texts).toContain("13812345678");
});

test("a department head gets the own department's matters with telephones masked", async () => {
  await october();
  await estate.staff("赵强").writes("导出 10月 报修");
  const told = estate.staff("赵强").read();
  expect(told[0]).toMatch(/只含工程部的记录，电话已打码/);
  expect(told.at(-1)).toContain("云栖花园_工程部_住户报修记录表_2026-10.xlsx");
  const [file] = await madeFiles();
  expect(file?.texts).toContain("138****5678");
  expect(file?.texts.join("\n")).not.toContain("13812345678");

  await estate.staff("孙磊").writes("导出 10月");
  expect(estate.staff("孙磊").read().at(-1)).toMatch(/2026年10月没有任何记录/);
});

test("others are told whom to ask, and a month nobody can mean is refused in one sentence", async () => {
  await october();
  await estate.staff("刘工").writes("导出 上月");
  estate.staff("刘工").expects(/导出由主管、经理、档案管理员来做/);
  await estate.staff("李娜").writes("导出 上月");
  estate.staff("李娜").expects(/部门负责人可以导出本部门的/);
  await estate.staff("王芳").writes("导出 12月 2026");
  estate.staff("王芳").expects(/请写月份，可以加表名/);
  await estate.staff("陈明").writes("导出 2026-09 投诉");
  estate.staff("陈明").expects(/正在导出2026年9月的投诉登记处理记录/);
  estate.staff("陈明").expects(/2026年9月没有投诉登记处理记录的内容，所以没有文件/);
  expect(await madeFiles()).toEqual([]);
});

test("the files are gone after a week, and a restart in between sends nothing twice", async () => {
  await october();
  await estate.staff("王芳").writes("导出 上月");
  expect(estate.staff("王芳").read()).toHaveLength(3);
  await estate.restart();
  await estate.advance({ days: 6 });
  expect(await madeFiles()).toHaveLength(1);
  await estate.advance({ days: 1, minutes: 1 });
  expect(await madeFiles()).toEqual([]);
  expect(
    estate
      .staff("王芳")
      .read()
      .filter((text) => /导出|记录表/.test(text)),
  ).toEqual([]);
  estate.readStaff();
});

/** Something lies where the folder of the files should be: none can be made until it is removed. */
async function blockFiles(): Promise<{ unblock: () => Promise<void> }> {
  const folder = join(estate.simulation.dataDir, "exports");
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, "chat"), "");
  return { unblock: () => rm(join(folder, "chat")) };
}

test("what could not be made at once is made a minute later, and the asker hears of nothing but the files", async () => {
  await october();
  const block = await blockFiles();
  await estate.staff("王芳").writes("导出 上月 报修");
  estate.staff("王芳").expects(/正在导出2026年10月的住户报修记录表，做好后发给您/);
  await block.unblock();
  await estate.advance({ seconds: 50 });
  expect(estate.staff("王芳").read()).toEqual([]);
  await estate.advance({ seconds: 10 });
  estate.staff("王芳").expects(/2026年10月的记录表做好了，共1个文件/);
  estate.staff("王芳").expects(/住户报修记录表_2026-10\.xlsx/);
});

test("whoever gets no files after three attempts is told after five minutes, once, and what to send works", async () => {
  await october();
  const block = await blockFiles();
  await estate.staff("王芳").writes("导出 上月 报修");
  estate.staff("王芳").expects(/正在导出/);
  await estate.advance({ minutes: 4, seconds: 59 });
  expect(estate.staff("王芳").read()).toEqual([]);
  await estate.advance({ seconds: 1 });
  const [told = "", ...others] = estate.staff("王芳").read();
  expect(others).toEqual([]);
  expect(told).toMatch(/^抱歉，2026年10月的住户报修记录表试了几次都没有导出来/);
  await estate.restart();
  await estate.advance({ hours: 2 });
  expect(estate.staff("王芳").read()).toEqual([]);

  await block.unblock();
  await estate.staff("王芳").writes(/「(导出 [^」]+)」/.exec(told)?.[1] ?? "");
  estate.staff("王芳").expects(/正在导出2026年10月的住户报修记录表/);
  estate.staff("王芳").expects(/做好了，共1个文件/);
  estate.staff("王芳").expects(/住户报修记录表_2026-10\.xlsx/);
});
