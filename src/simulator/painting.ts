import type { ReportPictures } from "../desk/draw-report.js";
import { createReportPictures } from "../edges/reports/report-pictures.js";

/** The desk's pictures, which an act that plays through weeks does without: nobody looks back at them. */
export interface Painting extends ReportPictures {
  rest(): void;
  resume(): void;
}

/** Pictures below the data folder, painted unless told to rest. */
export function createPainting(dataFolder: string): Painting {
  const pictures = createReportPictures(dataFolder);
  let resting = false;
  return {
    rest() {
      resting = true;
    },
    resume() {
      resting = false;
    },
    draw: (charts, name) => (resting ? Promise.resolve(null) : pictures.draw(charts, name)),
  };
}
