import type { DayCharts } from "../../rules/figures/day-charts.js";

/** Pixels of the picture; twice as many are drawn, for screens that show them finely. */
export const DAY_PICTURE = { width: 640, height: 720, scale: 2 } as const;
/** The font that has every character. */
export const PICTURE_FONT = "Noto Sans SC";

const INK = "#1f2329";
const MUTED = "#8a919f";
const RECEIVED = "#3a6ea5";
const SETTLED = "#a8bfd6";
const AGES = ["#c9d6e4", "#9db8d3", "#e0a458", "#c8553d"] as const;

const text = (fontSize: number, color = INK) => ({ color, fontSize, fontFamily: PICTURE_FONT });

const grid = { left: 44, right: 20, containLabel: false };

function heading(title: string, subtitle: string, top: number) {
  return {
    text: title,
    subtext: subtitle,
    left: 20,
    top,
    textStyle: text(22),
    subtextStyle: text(15, MUTED),
    itemGap: 4,
  };
}

/** A zero over an empty place says nothing: the bar is left out. */
const bar = (values: readonly number[], color: string, name: string) => ({
  type: "bar" as const,
  name,
  data: values.map((value) => (value === 0 ? null : value)),
  itemStyle: { color, borderRadius: [2, 2, 0, 0] },
  label: { show: true, position: "top" as const, ...text(12, MUTED) },
  barGap: "10%",
  barCategoryGap: "28%",
});

function ageSeries({ ages }: DayCharts) {
  const values = [ages.day, ages.days, ages.week, ages.longer];
  return {
    type: "bar" as const,
    xAxisIndex: 1,
    yAxisIndex: 1,
    data: values.map((value, index) => ({
      value,
      itemStyle: { color: AGES[index] ?? MUTED, borderRadius: 2 },
    })),
    barWidth: 24,
    label: { show: true, position: "right" as const, formatter: "{c}件", ...text(15) },
  };
}

/** Days below the first chart; the names of the ages beside the second. */
function axes({ days }: DayCharts) {
  return {
    xAxis: [
      {
        type: "category" as const,
        data: days.map(({ label }) => label),
        axisLabel: { ...text(12, MUTED), interval: 0, hideOverlap: false },
        axisTick: { show: false },
        axisLine: { lineStyle: { color: "#d5d9e0" } },
      },
      { type: "value" as const, gridIndex: 1, show: false, minInterval: 1 },
    ],
    yAxis: [
      {
        type: "value" as const,
        minInterval: 1,
        axisLabel: text(13, MUTED),
        splitLine: { lineStyle: { color: "#eef0f3" } },
      },
      {
        type: "category" as const,
        gridIndex: 1,
        inverse: true,
        data: ["不到1天", "1到3天", "3到7天", "7天以上"],
        axisLabel: text(15),
        axisTick: { show: false },
        axisLine: { show: false },
      },
    ],
  };
}

/** The two charts as an option of the chart library: plain data, because another process paints them. */
export function dayChartOption(charts: DayCharts) {
  const { days, ages } = charts;
  const open = ages.day + ages.days + ages.week + ages.longer;
  return {
    animation: false,
    backgroundColor: "#ffffff",
    title: [
      heading("新到和办结，近14天（件）", charts.title, 16),
      heading(`在办${open}件，已经等了多久`, "越靠下越要先办", 432),
    ],
    legend: {
      top: 24,
      right: 20,
      itemWidth: 14,
      itemHeight: 14,
      textStyle: text(15),
      data: ["新到", "办结"],
    },
    grid: [
      { ...grid, top: 100, height: 270 },
      { ...grid, left: 100, right: 70, top: 506, height: 190 },
    ],
    ...axes(charts),
    series: [
      bar(
        days.map(({ received }) => received),
        RECEIVED,
        "新到",
      ),
      bar(
        days.map(({ settled }) => settled),
        SETTLED,
        "办结",
      ),
      ageSeries(charts),
    ],
  };
}
