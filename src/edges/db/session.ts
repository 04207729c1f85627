import type { Provider } from "./database-url.js";
import type { Tables } from "./open-database.js";

/** What a store works on: one transaction, or none. */
export interface Session {
  readonly tables: Tables;
  readonly provider: Provider;
  /** Runs several statements as one: in the session's transaction, or in one of their own. */
  atomically<T>(work: (tables: Tables) => Promise<T>): Promise<T>;
}
