import type { EstateStore } from "../../desk/ports.js";
import type { Estate } from "../../rules/estate.js";
import type { StaffMember } from "./generated/sqlite/client.js";
import type { Tables } from "./open-database.js";
import type { Session } from "./session.js";

/** The estate file, mirrored so that the ledger can refer to it. */
export function createEstateStore(session: Session): EstateStore {
  return {
    mirror: (estates, now) =>
      session.atomically(async (tables) => {
        for (const estate of estates) {
          await mirrorEstate(tables, estate, now);
          await noteSettings(tables, estate, now);
        }
      }),
    async installedAt(estateId) {
      const row = await session.tables.estate.findUnique({ where: { id: estateId } });
      return row?.installedAt ?? null;
    },
  };
}

async function mirrorEstate(tables: Tables, { id, name, staff }: Estate, now: Date): Promise<void> {
  await tables.estate.upsert({ where: { id }, create: { id, name, installedAt: now }, update: { name } });
  const known = await tables.staffMember.findMany({ where: { estateId: id } });
  const byUserid = new Map(known.map((row) => [row.userid.toLowerCase(), row]));
  for (const { userid, name: memberName, roles, department } of staff) {
    const row = byUserid.get(userid.toLowerCase());
    byUserid.delete(userid.toLowerCase());
    const wanted = { userid, name: memberName, roles: [...roles], department, leftAt: null };
    if (row === undefined) await tables.staffMember.create({ data: { estateId: id, ...wanted } });
    else if (!isSame(row, wanted)) await tables.staffMember.update({ where: { id: row.id }, data: wanted });
  }
  const gone = [...byUserid.values()].filter((row) => row.leftAt === null).map((row) => row.id);
  if (gone.length > 0) {
    await tables.staffMember.updateMany({ where: { id: { in: gone } }, data: { leftAt: now } });
  }
}

/** Whoever may write the estate file changed it; the file does not say who. */
const FILE = "estate file";
const DEFAULT = "default";

/**
 * Settings that differ from what was last written down, with the old and the new value (GEN-01). One the
 * file no longer has goes back to its default, which is written as such.
 */
async function noteSettings(tables: Tables, { id, settings }: Estate, now: Date): Promise<void> {
  const rows = await tables.setting.findMany({ where: { estateId: id }, orderBy: { id: "asc" } });
  const known = new Map(rows.map(({ name, newValue }) => [name, newValue]));
  const names = new Set([...known.keys(), ...Object.keys(settings)]);
  for (const name of names) {
    const oldValue = known.get(name) ?? DEFAULT;
    const value = settings[name];
    const newValue = value === undefined ? DEFAULT : JSON.stringify(value);
    if (newValue === oldValue) continue;
    await tables.setting.create({ data: { estateId: id, name, oldValue, newValue, actor: FILE, at: now } });
  }
}

type Mirrored = Pick<StaffMember, "userid" | "name" | "roles" | "department" | "leftAt">;

function isSame(row: Mirrored, wanted: Mirrored): boolean {
  const facts = ({ userid, name, roles, department, leftAt }: Mirrored) =>
    JSON.stringify([userid, name, roles, department, leftAt]);
  return facts(row) === facts(wanted);
}
