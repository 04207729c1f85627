import { z } from "zod";
import type { NoticeStore } from "../../desk/notice-ports.js";
import type { Notice } from "../../rules/notices.js";
import { fromJson } from "./column-values.js";
import type { Notice as Row } from "./generated/sqlite/client.js";
import type { Session } from "./session.js";

const buildings = z.array(z.string());

/** Notices staff published. */
export function createNoticeStore({ tables }: Session): NoticeStore {
  return {
    async publish({ buildings: names, ...draft }) {
      return toNotice(await tables.notice.create({ data: { ...draft, buildings: [...names] } }));
    },
    async current(estateId, now) {
      const rows = await tables.notice.findMany({
        where: { estateId, endsAt: { gt: now }, withdrawnAt: null },
        orderBy: [{ startsAt: "asc" }, { id: "asc" }],
      });
      return rows.map(toNotice);
    },
    async withdraw(id, at) {
      await tables.notice.updateMany({ where: { id, withdrawnAt: null }, data: { withdrawnAt: at } });
    },
  };
}

function toNotice(row: Row): Notice {
  return { ...row, buildings: fromJson(buildings, row.buildings, `Notice ${row.id} buildings`) };
}
