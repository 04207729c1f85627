/** Why a database was not brought up to date. */
export type MigrationRefusalCode =
  | "database_newer"
  | "migration_unfinished"
  | "migration_busy"
  | "migration_failed";

/** Thrown at start instead of working on a database that does not fit the program; says what to do. */
export class MigrationRefused extends Error {
  readonly code: MigrationRefusalCode;

  constructor(code: MigrationRefusalCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "MigrationRefused";
    this.code = code;
  }
}
