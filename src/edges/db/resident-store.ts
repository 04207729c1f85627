import type { Resident, ResidentStore } from "../../desk/people-ports.js";
import { fromWord } from "./column-values.js";
import type { Prisma, Resident as Row } from "./generated/sqlite/client.js";
import type { Session } from "./session.js";

/** Whoever writes or calls. */
export function createResidentStore({ tables }: Session): ResidentStore {
  const residents = tables.resident;
  return {
    async findOrCreateByExternalId(estateId, externalUserId, now) {
      const identity = { estateId, externalUserId };
      const known = await residents.findUnique({ where: { estateId_externalUserId: identity } });
      if (known !== null) return toResident(known);
      const row = await residents.upsert({
        where: { estateId_externalUserId: identity },
        create: { ...identity, createdAt: now, updatedAt: now },
        // One statement, safe in a race: with an empty update Prisma would look first and insert after.
        update: { externalUserId },
      });
      return toResident(row);
    },
    async findByPhone(estateId, phone) {
      const row = await residents.findFirst({ where: { estateId, phone }, orderBy: { updatedAt: "desc" } });
      return row && toResident(row);
    },
    async create(draft, now) {
      const { estateId, externalUserId, name, phone, room, script } = draft;
      const row = await residents.create({
        data: { estateId, externalUserId, name, phone, room, script, createdAt: now, updatedAt: now },
      });
      return toResident(row);
    },
    async learn(id, facts, now) {
      const { name, phone, room, script } = facts;
      // What was not given is undefined, which Prisma leaves alone.
      const data = { name, phone, room, script, updatedAt: now } as Prisma.ResidentUpdateInput;
      return toResident(await residents.update({ where: { id }, data }));
    },
    async find(id) {
      const row = await residents.findUnique({ where: { id } });
      return row && toResident(row);
    },
  };
}

function toResident(row: Row): Resident {
  return {
    id: row.id,
    estateId: row.estateId,
    externalUserId: row.externalUserId,
    name: row.name,
    phone: row.phone,
    room: row.room,
    script: fromWord(["simplified", "traditional"], row.script, `Resident ${row.id} script`),
  };
}
