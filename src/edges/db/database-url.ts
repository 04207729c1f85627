/** Kinds of database the ledger may live in, as Prisma names them. */
export type Provider = "sqlite" | "postgresql";

/** Kind of database an address names. Throws for any other kind, without quoting it: it may hold a password. */
export function providerOf(url: string): Provider {
  if (url.startsWith("file:")) {
    if (url.includes("?")) throw new Error("DATABASE_URL: a file: address takes no parameters");
    return "sqlite";
  }
  if (/^postgres(ql)?:\/\//.test(url)) return "postgresql";
  throw new Error("DATABASE_URL must start with file: or postgresql://");
}
