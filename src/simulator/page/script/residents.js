import { act } from "./api.js";
import { createChatLog, createLoader } from "./chat-log.js";
import { createComposer } from "./composer.js";
import { el, fill } from "./dom.js";
import { askForResident } from "./new-resident.js";
import { createPeopleList } from "./people-list.js";
import { createPlusPanel } from "./plus-panel.js";
import { changed, markSeen, onChange, openResident, residentPlace, staffOf, state, unread } from "./store.js";
import { reading } from "./times.js";

const EXAMPLES = [
  "厨房水管爆了，水已经漫到客厅了！我是3栋2单元502",
  "5号楼电梯里有人被困了，快来人",
  "东门保安态度太差了，冲我妈大喊大叫",
  "请问物业费可以按季度交吗？",
  "楼道灯坏了三天了，晚上看不见路",
];

const STATES = { 2: "已转人工，等客服接入", 3: "人工接待中" };

function current() {
  return state.residents.find((one) => one.id === state.resident);
}

const REGULAR = /^(?!wmMONTH)/;
const OTHERS_SHOWN = 24;

/** The regulars, and of the sample month's many the one that is open and those who wrote last. */
function shownResidents() {
  const wroteAt = ({ id }) => state.places.get(residentPlace(id))?.last?.at ?? 0;
  const others = state.residents.filter(({ id }) => !REGULAR.test(id));
  const latest = others.toSorted((a, b) => wroteAt(b) - wroteAt(a)).slice(0, OTHERS_SHOWN);
  return state.residents.filter(
    (one) => REGULAR.test(one.id) || latest.includes(one) || one.id === state.resident,
  );
}

async function sendAsResident(message) {
  const resident = current();
  return resident ? act(`/residents/${resident.id}/messages`, message) : null;
}

function examples(onPick) {
  return el(
    "div",
    { class: "examples" },
    el("p", {}, "你现在是这位住户。像平时发微信那样说一句，管家会接住："),
    EXAMPLES.map((text) =>
      el("button", { type: "button", class: "example", onclick: () => onPick(text) }, text),
    ),
  );
}

/** What the platform still lets the desk say to this resident. */
function windowLine(summary, waitsUntil) {
  if (waitsUntil) return [el("span", {}, "管家在等住户把话说完，", reading(el("b", {}), "soon", waitsUntil))];
  const { closesAt, messagesLeft, state: session, servicer } = summary?.window ?? {};
  if (!closesAt) return [el("span", {}, "48 小时窗口：住户发消息后打开")];
  const person = STATES[session];
  return [
    el("span", {}, "48 小时窗口 ", reading(el("b", {}), "left", closesAt)),
    el("span", { class: messagesLeft <= 1 ? "is-late" : "" }, `还能收 ${messagesLeft} 条`),
    person
      ? el(
          "span",
          { class: "human" },
          `${person}${session === 3 && servicer ? `（${staffOf(servicer)?.name ?? servicer}）` : ""}`,
        )
      : null,
  ];
}

function createTitle() {
  const name = el("div", { class: "chat-name" });
  const note = el("div", { class: "chat-note" });
  return {
    element: el("div", { class: "chat-title" }, name, note),
    show(resident) {
      const estate = state.estates.find((one) => one.accounts.includes(resident.account));
      name.textContent = `${estate?.name ?? ""}物业服务中心`;
      note.textContent = [resident.name, resident.room, resident.phone].filter(Boolean).join(" · ");
    },
  };
}

function createPhone() {
  const title = createTitle();
  const windowStrip = el("div", { class: "window-line" });
  const send = (message) => {
    log.follow();
    return sendAsResident(message);
  };
  const plus = createPlusPanel(
    send,
    () => composer.field.value.trim(),
    () => composer.put(""),
  );
  const composer = createComposer({
    label: "以住户身份发消息",
    placeholder: "发消息（按 / 跳到这里）",
    onSend: (text) => send({ type: "text", text }),
    onArrow: (by) => people.step(by),
    after: [plus.button],
  });
  const log = createChatLog({
    label: "住户与物业的聊天",
    empty: () => examples((text) => composer.put(text)),
    isMine: (line) => line.from === "person",
    terms: (lines) => ({
      deskFace: "物",
      onChoose: (item) => send({ type: "choice", item }),
      onRecall: (line) => send({ type: "recall", id: line.id }),
      showNames: lines.some((line) => line.from === "servicer"),
    }),
  });
  const people = createPeopleList({ label: "住户", direction: "row", onOpen: openResident });
  return { title, windowStrip, plus, composer, log, people };
}

/** The left pane: one phone at a time, and the people whose phones there are. */
export function mountResidents(pane) {
  const { title, windowStrip, plus, composer, log, people } = createPhone();
  const add = el(
    "button",
    { type: "button", class: "person person-add", "aria-label": "添加住户", onclick: askForResident },
    el("span", { class: "avatar avatar-add", "aria-hidden": "true" }, "+"),
    el("span", { class: "person-name" }, "添加"),
  );
  fill(
    pane,
    el("div", { class: "people-bar" }, people.element, add),
    el("div", { class: "phone" }, title.element, log.element, windowStrip, composer.element, plus.element),
  );
  const load = createLoader((conversation) => {
    if (conversation.place !== residentPlace()) return;
    log.show(conversation);
    waits = conversation;
    fill(windowStrip, windowLine(state.places.get(conversation.place), waits.waitsUntil));
    if (markSeen(conversation.place)) changed("seen");
  });
  let heard = null;
  let waits = null;

  onChange((topics) => {
    if (!["all", "residents", "places", "open", "seen", "ledger"].some((topic) => topics.has(topic))) return;
    const resident = current();
    if (!resident) return;
    people.show(
      shownResidents().map(({ id, name, room }) => ({
        id,
        name,
        note: room,
        unread: unread(residentPlace(id)),
      })),
      resident.id,
    );
    title.show(resident);
    const place = residentPlace();
    log.enter(place);
    const summary = state.places.get(place);
    fill(windowStrip, windowLine(summary, waits?.place === place ? waits.waitsUntil : null));
    const print = JSON.stringify([place, summary]);
    if (print !== heard || topics.has("all") || topics.has("ledger")) load(place);
    heard = print;
  });
  return { focus: () => composer.field.focus() };
}
