import { z } from "zod";

/** Somebody whose phone the page plays. What the desk knows of them it must be told in a message. */
export const playedResident = z.object({
  /** external_userid. */
  id: z.string().min(1),
  /** open_kfid of the 微信客服 account this phone talks to. */
  account: z.string().min(1),
  name: z.string().min(1),
  room: z.string().nullable(),
  phone: z.string().nullable(),
});
export type PlayedResident = z.infer<typeof playedResident>;

/** The phones the page offers. */
export interface ResidentsBook {
  all(): readonly PlayedResident[];
  find(id: string): PlayedResident | undefined;
  add(resident: Omit<PlayedResident, "id">): PlayedResident;
  /** Adds those who are not there yet, at the end. */
  join(residents: readonly PlayedResident[]): void;
  replace(residents: readonly PlayedResident[]): void;
}

const FIRST_PEOPLE: readonly Omit<PlayedResident, "account">[] = [
  { id: "wmSIMwangli", name: "王丽", room: "3-2-502", phone: "13800138001" },
  { id: "wmSIMlijianguo", name: "李建国", room: "5-1-1201", phone: "13900139002" },
  { id: "wmSIMchenxi", name: "陈曦", room: "1-1-301", phone: "13700137003" },
  { id: "wmSIMzhaoayi", name: "赵阿姨", room: "8-2-101", phone: "13600136004" },
  { id: "wmSIMsunpeng", name: "孙鹏", room: "12-1-1802", phone: "13500135005" },
  { id: "wmSIMqianduoduo", name: "钱多多", room: "6-3-702", phone: null },
];

/** The people a newcomer finds on the page, all talking to this account. */
export function firstResidents(account: string): PlayedResident[] {
  return FIRST_PEOPLE.map((person) => ({ ...person, account }));
}

export function createResidentsBook(first: readonly PlayedResident[], onChange: () => void): ResidentsBook {
  let residents = [...first];
  const find = (id: string) => residents.find((resident) => resident.id === id);
  return {
    all: () => residents,
    find,
    add(given) {
      let number = residents.length + 1;
      while (find(`wmSIMguest${number}`)) number += 1;
      const resident = { ...given, id: `wmSIMguest${number}` };
      residents.push(resident);
      onChange();
      return resident;
    },
    join(more) {
      residents = [...residents, ...more.filter((one) => !find(one.id))];
      onChange();
    },
    replace(others) {
      residents = [...others];
      onChange();
    },
  };
}
