import { preparePlace } from "./bench-place.js";
import { type Figure, percentile } from "./figures.js";

const WARM_UP = 5;
const MESSAGES = 60;

/** Words that are plainly whole, so that nobody is waited for. */
const MATTERS = [
  "厨房水管漏水，明天下午在家，电话13800138000",
  "客厅的灯不亮了，周末都在，电话13800138001",
  "门口保安态度很差还骂人，我要投诉，电话13800138002",
  "物业费的发票怎么开，在哪里领",
];

/** From a resident's message to the answer on their screen, one resident at a time, nothing else going on. */
export async function benchAnswers(): Promise<Figure[]> {
  const place = await preparePlace();
  const { desk } = await place.startDesk();
  const millis: number[] = [];
  for (let who = 0; who < WARM_UP + MESSAGES; who += 1) {
    const resident = place.tenant.standIn.resident(`wmBENCH${who}`);
    const begun = performance.now();
    await resident.sends(`${(who % 30) + 1}栋2单元${100 + who}${MATTERS[who % MATTERS.length]}`);
    await resident.receives(/#/);
    millis.push(performance.now() - begun);
  }
  await desk.stop();
  await place.clear();
  const warm = millis.slice(WARM_UP);
  return [
    { what: "first answer after the start", value: millis[0] ?? Number.NaN, unit: "ms" },
    { what: "answer at the resident, p50", value: percentile(warm, 50), unit: "ms", atMost: 300 },
    { what: "answer at the resident, p99", value: percentile(warm, 99), unit: "ms", atMost: 300 },
  ];
}
