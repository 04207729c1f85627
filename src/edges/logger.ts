import { type DestinationStream, pino } from "pino";
import type { Log } from "../desk/ports.js";
import { scrub, scrubText } from "./log-redaction.js";

export interface LoggerOptions {
  /** trace … fatal, or silent. */
  readonly level: string;
  /** Where the lines go; standard output when left out. */
  readonly destination?: DestinationStream;
}

/**
 * JSON lines, one per event: level, time, the fields, and the event as `msg`. Nothing personal or secret
 * passes, whatever a caller hands over.
 */
export function createLogger({ level, destination }: LoggerOptions): Log {
  const logger = pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }), log: scrub },
      // `scrub` has already made plain values of errors.
      serializers: { err: (error: unknown) => error },
    },
    destination ?? pino.destination({ fd: 1, sync: true }),
  );
  return {
    info: (fields, event) => logger.info(fields, scrubText(event)),
    warn: (fields, event) => logger.warn(fields, scrubText(event)),
    error: (fields, event) => logger.error(fields, scrubText(event)),
  };
}
