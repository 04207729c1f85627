import { type Config, readConfig, readEnvironment } from "./config.js";
import { readEstateFile } from "./edges/estate-file.js";
import type { Estate } from "./rules/estate.js";

export type CommandSetup =
  | { readonly kind: "setup"; readonly config: Config; readonly estates: readonly Estate[] }
  | { readonly kind: "problems"; readonly problems: readonly string[] };

/** What a command beside the desk works with: the desk's own configuration and estates, or all that is wrong there. */
export async function readCommandSetup(): Promise<CommandSetup> {
  const environment = readEnvironment();
  const outcome = readConfig(environment);
  if (outcome.kind === "problems") return outcome;
  const { config } = outcome;
  const file = await readEstateFile(config.estateFile, (name) => environment[name]);
  return file.kind === "problems" ? file : { kind: "setup", config, estates: file.estates };
}
