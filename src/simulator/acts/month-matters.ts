import { readFile } from "node:fs/promises";
import { parse } from "yaml";
import { z } from "zod";

const matter = z.object({
  say: z.string().min(2),
  /** What was done; empty where nothing has to be done. */
  done: z.string(),
  /** Only of registered ones: the department they are meant for. */
  by: z.string().optional(),
});
const matters = z.record(z.string(), z.array(matter).min(1));

export interface SampleMatter extends z.infer<typeof matter> {
  /** `registered`: it came by phone or in person. */
  readonly sort: string;
}

/** Everything residents of the sample month complain of, ask and praise. */
export async function readSampleMatters(): Promise<SampleMatter[]> {
  const text = await readFile(new URL("./month-matters.yaml", import.meta.url), "utf8");
  return Object.entries(matters.parse(parse(text))).flatMap(([sort, list]) =>
    list.map((one) => ({ ...one, sort })),
  );
}
