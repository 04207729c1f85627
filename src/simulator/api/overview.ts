import { ROLE_NAMES } from "../../rules/roles.js";
import type { Playground } from "../playground.js";
import { type Place, placeSummary, readPlace, windowView } from "./conversation-view.js";
import type { Topic } from "./live-news.js";

function summary(place: Place, { cast }: Playground) {
  const head = placeSummary(place, cast);
  return place.channel === "kf" ? { ...head, window: windowView(place, cast) } : head;
}

function allPlaces({ cast, book }: Playground): Place[] {
  const residents = book
    .all()
    .map((one): Place => ({ channel: "kf", account: one.account, resident: one.id }));
  const groups = cast.estates
    .flatMap((estate) => Object.values(estate.groups))
    .flatMap(({ chatId }): Place[] => (chatId ? [{ channel: "group", chatId }] : []));
  const userids = new Set(cast.estates.flatMap((estate) => estate.staff.map((member) => member.userid)));
  const members = [...userids].map((userid): Place => ({ channel: "app", userid }));
  return [...residents, ...groups, ...members];
}

function clockView({ simulation, wayBack }: Playground) {
  const { clock, estates } = simulation;
  return {
    now: clock.now().getTime(),
    aheadMillis: clock.aheadMillis(),
    timezone: estates[0]?.timezone ?? "Asia/Shanghai",
    canReturn: wayBack.exists(),
  };
}

function actView({ stage }: Playground) {
  return { current: stage.current(), last: stage.last() };
}

function wireView({ simulation }: Playground) {
  return { lastId: simulation.standIn.wire.entries()[0]?.id ?? 0 };
}

/** What changed, with its new state where that is small; the page asks for the rest if it shows it. */
export function describeNews(playground: Playground, topics: ReadonlySet<Topic>) {
  const { cast, book, misfortunes } = playground;
  const changed = [...topics].filter((topic) => topic.startsWith("place:"));
  const places = changed
    .map((topic) => readPlace(topic.slice("place:".length), cast))
    .filter((place) => place !== null)
    .map((place) => summary(place, playground));
  return {
    places,
    ...(topics.has("people") ? { residents: book.all() } : {}),
    ...(topics.has("clock") || topics.has("act") ? { clock: clockView(playground) } : {}),
    ...(topics.has("act") ? { act: actView(playground) } : {}),
    ...(topics.has("misfortunes") ? { misfortunes: misfortunes.all() } : {}),
    ...(topics.has("wire") ? { wire: wireView(playground) } : {}),
    ...(topics.has("ledger") ? { ledger: true } : {}),
  };
}

/** Everything the page needs to draw itself. */
export function overview(playground: Playground) {
  const { cast, book, misfortunes, simulation } = playground;
  return {
    estates: cast.estates.map((estate) => ({
      id: estate.id,
      name: estate.name,
      accounts: estate.kfAccounts,
      groups: Object.values(estate.groups).flatMap(({ name, chatId }) => (chatId ? [{ name, chatId }] : [])),
      staff: estate.staff.map((member) => ({
        userid: member.userid,
        name: member.name,
        department: member.department ? (estate.departments[member.department]?.name ?? null) : null,
        groups: groupsOf(estate, member.department),
        roles: member.roles.map((role) => ROLE_NAMES[role]),
      })),
    })),
    residents: book.all(),
    places: allPlaces(playground).map((place) => summary(place, playground)),
    clock: clockView(playground),
    act: actView(playground),
    misfortunes: misfortunes.all(),
    wire: wireView(playground),
    canReset: simulation.canReset,
  };
}

/** Chat ids of the groups a member of this department most likely sits in. */
function groupsOf(
  estate: Playground["cast"]["estates"][number],
  department: Playground["cast"]["estates"][number]["staff"][number]["department"],
): string[] {
  const setup = department ? estate.departments[department] : undefined;
  const id = setup?.group ?? estate.digests.group;
  const chatId = id ? estate.groups[id]?.chatId : null;
  return chatId ? [chatId] : [];
}
