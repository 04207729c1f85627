import { type Estate, findStaff, type StaffGroup, type StaffMember } from "./estate.js";

/** Finds the estate a message belongs to. Built once from the estate file. */
export interface EstateDirectory {
  readonly estates: readonly Estate[];
  byId(id: string): Estate | undefined;
  /** Estate of a 微信客服 account (open_kfid). */
  byKfAccount(openKfId: string): Estate | undefined;
  /** Estate and group in which the 智能机器人 was spoken to (chatid, case-sensitive). */
  byGroupChat(chatId: string): { estate: Estate; group: StaffGroup } | undefined;
  /** First estate that lists the member. */
  ofStaff(userid: string): { estate: Estate; member: StaffMember } | undefined;
}

/** Makes the directory; ids, accounts and chats are unique because the estate file was checked for it. */
export function estateDirectory(estates: readonly Estate[]): EstateDirectory {
  return {
    estates,
    byId: (id) => estates.find((estate) => estate.id === id),
    byKfAccount: (openKfId) => estates.find((estate) => estate.kfAccounts.includes(openKfId)),
    byGroupChat(chatId) {
      for (const estate of estates) {
        const group = Object.values(estate.groups).find((candidate) => candidate.chatId === chatId);
        if (group) return { estate, group };
      }
      return undefined;
    },
    ofStaff(userid) {
      for (const estate of estates) {
        const member = findStaff(estate, userid);
        if (member) return { estate, member };
      }
      return undefined;
    },
  };
}
