// @ts-check
// A program of its own: chart library, font and renderer take 150 MB and half a second, which a desk at its
// counter must not feel. Reads what to paint from standard input, writes the PNG, ends.
import { writeFile } from "node:fs/promises";
import { json } from "node:stream/consumers";
import { renderAsync } from "@resvg/resvg-js";
import { BarChart } from "echarts/charts";
import { GridComponent, LegendComponent, TitleComponent } from "echarts/components";
import { init, use } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";

use([BarChart, GridComponent, LegendComponent, TitleComponent, SVGRenderer]);

const { option, width, height, scale, fontFile, fontName, path } = /** @type {any} */ (
  await json(process.stdin)
);
const chart = init(null, null, { renderer: "svg", ssr: true, width, height });
chart.setOption(option);
const svg = chart.renderToSVGString();
// A chart that lives keeps a timer, and with it this program.
chart.dispose();
const font = { fontFiles: [fontFile], loadSystemFonts: false, defaultFontFamily: fontName };
const image = await renderAsync(svg, { fitTo: { mode: "zoom", value: scale }, font });
await writeFile(path, image.asPng());
