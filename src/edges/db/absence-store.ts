import type { AbsenceStore } from "../../desk/duty-ports.js";
import type { Session } from "./session.js";

/** Who is away, and who stands in. */
export function createAbsenceStore({ tables }: Session): AbsenceStore {
  const absences = tables.absence;
  return {
    async add(estateId, { userid, from, until, deputy }, { by, at }) {
      await absences.create({
        data: { estateId, userid, fromAt: from, untilAt: until, deputy, enteredBy: by, enteredAt: at },
      });
    },
    async current(estateId, now) {
      const rows = await absences.findMany({
        where: { estateId, untilAt: { gt: now }, cancelledAt: null },
        orderBy: [{ fromAt: "asc" }, { id: "asc" }],
      });
      return rows.map(({ userid, fromAt, untilAt, deputy }) => ({
        userid,
        from: fromAt,
        until: untilAt,
        deputy,
      }));
    },
    async end(estateId, userid, now) {
      const where = { estateId, userid, untilAt: { gt: now }, cancelledAt: null };
      const { count } = await absences.updateMany({ where, data: { cancelledAt: now } });
      return count;
    },
  };
}
