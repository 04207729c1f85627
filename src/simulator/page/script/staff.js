import { act } from "./api.js";
import { createChatLog, createLoader } from "./chat-log.js";
import { createComposer } from "./composer.js";
import { el, fill } from "./dom.js";
import { createPeopleList } from "./people-list.js";
import { createServing } from "./serving.js";
import { createSpeaker } from "./speaker.js";
import { changed, markSeen, onChange, openStaff, staffOf, state, unread } from "./store.js";

function groups() {
  return state.estates.flatMap((estate) => estate.groups);
}

function members() {
  const all = state.estates.flatMap((estate) => estate.staff);
  return all.filter((one, at) => all.findIndex((other) => other.userid === one.userid) === at);
}

function parts(place) {
  const [channel, peer = ""] = place
    ? [place.slice(0, place.indexOf(":")), place.slice(place.indexOf(":") + 1)]
    : [];
  return { isGroup: channel === "group", peer };
}

function listed() {
  return [
    ...groups().map(({ name, chatId }) => ({ id: `group:${chatId}`, name, kind: "group", note: null })),
    ...members().map(({ userid, name, roles }) => ({
      id: `app:${userid.toLowerCase()}`,
      name,
      note: roles[0] ?? null,
    })),
  ].map((one) => ({ ...one, unread: unread(one.id) }));
}

function titleOf(place) {
  const { isGroup, peer } = parts(place);
  if (isGroup)
    return { name: groups().find((one) => one.chatId === peer)?.name ?? peer, note: "群聊 · 机器人在群里" };
  const member = staffOf(peer);
  const note = [member?.department, ...(member?.roles ?? [])].filter(Boolean).join(" · ");
  return { name: `${member?.name ?? peer} 和管家`, note: `单聊 · ${note}` };
}

function emptyWords(place) {
  const { isGroup } = parts(place);
  return el(
    "div",
    { class: "examples" },
    el(
      "p",
      {},
      isGroup
        ? "群里还没有消息。住户一报事，卡片就会到这里。"
        : "还没有消息。派给这位同事的事会在这里收到按钮卡片。",
    ),
    el("p", {}, "试试对管家说「帮助」或「待办」。"),
  );
}

/** Says it in the group or to the app; true when it was taken. */
function createSay(speaker, serving) {
  return async function say(text) {
    const { isGroup, peer } = parts(state.staff);
    if (!isGroup) {
      const resident = serving.resident();
      if (resident) return act(`/servicers/${peer}`, { action: "answer", resident, text });
      return act(`/members/${peer}/messages`, { text });
    }
    const { userid, to } = speaker.who();
    const quote = speaker.quoted();
    const said = await act(`/groups/${encodeURIComponent(peer)}/messages`, { userid, text, to, quote });
    if (said) speaker.quote(null);
    if (said?.outcome === "ignored") return true;
    return said;
  };
}

function createRoom() {
  const name = el("div", { class: "chat-name" });
  const note = el("div", { class: "chat-note" });
  const speaker = createSpeaker({
    members,
    put: (text) => composer.put(text),
    focus: () => composer.field.focus(),
  });
  const serving = createServing();
  const people = createPeopleList({ label: "群和员工", direction: "column", onOpen: openStaff });
  const say = createSay(speaker, serving);
  const composer = createComposer({
    label: "以员工身份说话",
    placeholder: "",
    onSend(text) {
      log.follow();
      return say(text);
    },
    onArrow: (by) => people.step(by),
  });
  const log = createChatLog({
    label: "员工的聊天",
    empty: () => emptyWords(state.staff),
    isMine(line) {
      const { isGroup, peer } = parts(state.staff);
      const me = isGroup ? speaker.who().userid : peer;
      return line.from === "person" && line.author.toLowerCase() === me?.toLowerCase();
    },
    terms() {
      const { isGroup, peer } = parts(state.staff);
      return {
        showNames: isGroup,
        onQuote: isGroup ? (line) => speaker.quote(line) : null,
        onClick: isGroup ? null : (taskId, button) => act(`/members/${peer}/clicks`, { taskId, button }),
      };
    },
  });
  return { name, note, speaker, serving, people, composer, log };
}

function showRoom({ name, note, speaker, serving, composer }, place) {
  const { isGroup, peer } = parts(place);
  const title = titleOf(place);
  name.textContent = title.name;
  note.textContent = title.note;
  composer.setExtra(isGroup ? speaker.element : serving.element);
  if (isGroup) speaker.enter(peer);
  else serving.enter(peer);
  const talking = serving.resident() && !isGroup;
  composer.setPlaceholder(
    talking ? "以客服身份回复住户" : isGroup ? "说一句，例如 接单 1" : "对管家说，例如 待办",
  );
}

/** The middle pane: the staff's groups, and each member alone with the app. */
export function mountStaff(pane) {
  const room = createRoom();
  const { people, log, composer, name, note } = room;
  fill(
    pane,
    people.element,
    el(
      "div",
      { class: "phone" },
      el("div", { class: "chat-title" }, name, note),
      log.element,
      composer.element,
    ),
  );
  const load = createLoader((conversation) => {
    if (conversation.place !== state.staff) return;
    room.speaker.read(conversation.lines);
    log.show(conversation);
    if (markSeen(conversation.place)) changed("seen");
  });
  let heard = null;
  onChange((topics) => {
    if (!["all", "residents", "places", "open", "seen", "speaker"].some((topic) => topics.has(topic))) return;
    if (!state.staff) return;
    people.show(listed(), state.staff);
    showRoom(room, state.staff);
    log.enter(state.staff);
    const print = JSON.stringify([state.staff, state.places.get(state.staff)]);
    if (print !== heard || topics.has("all") || topics.has("speaker")) load(state.staff);
    heard = print;
  });
  return { focus: () => composer.field.focus() };
}
