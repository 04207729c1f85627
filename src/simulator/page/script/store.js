import { get } from "./api.js";
import { setClock } from "./times.js";

/** Everything the page knows. `heard` counts are compared with `seen` for the unread badges. */
export const state = {
  estates: [],
  residents: [],
  places: new Map(),
  seen: new Map(),
  clock: { now: Date.now(), aheadMillis: 0, timezone: "Asia/Shanghai", canReturn: false },
  act: { current: null, last: null },
  misfortunes: [],
  photos: [],
  wireId: 0,
  canReset: true,
  /** What is open. */
  resident: null,
  staff: null,
  record: null,
  connected: false,
};

const listeners = new Set();

/** Topics: residents, places, clock, act, misfortunes, wire, ledger, open, connected, all. */
export function onChange(listener) {
  listeners.add(listener);
}

export function changed(...topics) {
  const set = new Set(topics);
  for (const listener of listeners) listener(set);
}

function takeClock(clock) {
  state.clock = clock;
  setClock(clock);
}

/** Asks for everything anew: at first, and whenever the stream of news was interrupted. */
export async function refresh() {
  const overview = await get("/overview");
  const first = state.estates.length === 0;
  Object.assign(state, {
    estates: overview.estates,
    residents: overview.residents,
    places: new Map(overview.places.map((place) => [place.place, place])),
    act: overview.act,
    misfortunes: overview.misfortunes,
    photos: overview.photos,
    wireId: overview.wire.lastId,
    canReset: overview.canReset,
  });
  takeClock(overview.clock);
  for (const { place, heard } of overview.places) {
    const seen = state.seen.get(place);
    if (first || seen === undefined || seen > heard) state.seen.set(place, heard);
  }
  if (!state.residents.some((one) => one.id === state.resident))
    state.resident = state.residents[0]?.id ?? null;
  state.staff ??= overview.places.find(({ place }) => place.startsWith("group:"))?.place ?? null;
  changed("all");
}

let told = 0;

/** Acts that take the ledger away, and with it the record that is open. */
const EMPTYING = ["month", "empty"];

/** What the stream told. */
export function takeNews(news) {
  const topics = [];
  const begins = state.act.current ? null : news.act?.current?.kind;
  if (EMPTYING.includes(begins) && state.record !== null) {
    state.record = null;
    topics.push("record");
  }
  const ended = news.act && !news.act.current ? state.act.current?.kind : null;
  if (news.clock) {
    takeClock(news.clock);
    topics.push("clock");
  }
  for (const [field, topic] of [
    ["residents", "residents"],
    ["act", "act"],
    ["misfortunes", "misfortunes"],
  ]) {
    if (news[field] === undefined) continue;
    state[field] = news[field];
    topics.push(topic);
  }
  // Numbered: a card that is greyed changes a conversation, but not its summary.
  for (const place of news.places ?? []) state.places.set(place.place, { ...place, told: ++told });
  // Nobody has to read a sample month.
  if (ended === "month") for (const { place, heard } of state.places.values()) state.seen.set(place, heard);
  if (news.places?.length || ended) topics.push("places");
  if (news.wire) {
    state.wireId = news.wire.lastId;
    topics.push("wire");
  }
  if (news.ledger) topics.push("ledger");
  changed(...topics);
}

export function residentPlace(id = state.resident) {
  const resident = state.residents.find((one) => one.id === id);
  return resident ? `kf:${resident.account}|${resident.id}` : null;
}

export function unread(place) {
  const heard = state.places.get(place)?.heard ?? 0;
  return Math.max(0, heard - (state.seen.get(place) ?? 0));
}

export function markSeen(place) {
  const heard = state.places.get(place)?.heard ?? 0;
  if (state.seen.get(place) === heard) return false;
  state.seen.set(place, heard);
  return true;
}

export function staffOf(userid) {
  const wanted = userid.toLowerCase();
  return state.estates.flatMap((estate) => estate.staff).find((one) => one.userid.toLowerCase() === wanted);
}

export function openResident(id) {
  if (state.resident === id) return;
  state.resident = id;
  changed("open");
}

export function openStaff(place) {
  if (state.staff === place) return;
  state.staff = place;
  changed("open");
}

export function openRecord(id) {
  state.record = id;
  changed("record");
}
