import { act } from "./api.js";
import { el, fill } from "./dom.js";
import { residentPlace, state } from "./store.js";

const POOL = 2;
const HUMAN = 3;

function sessions() {
  return state.residents.map((resident) => ({
    ...resident,
    window: state.places.get(residentPlace(resident.id))?.window,
  }));
}

/** Receiving residents by hand, as 微信客服 lets the staff do in their own client. */
export function createServing() {
  const element = el("div", { class: "serving" });
  let userid = null;
  let talkTo = null;

  const ask = (action, resident) => act(`/servicers/${userid}`, { action, resident });

  function draw() {
    const waiting = sessions().filter(({ window }) => window?.state === POOL);
    const mine = sessions().filter(
      ({ window }) => window?.state === HUMAN && window.servicer?.toLowerCase() === userid,
    );
    talkTo = mine[0]?.id ?? null;
    const button = (words, onclick) =>
      el("button", { type: "button", class: "weui-btn weui-btn_mini weui-btn_default", onclick }, words);
    fill(
      element,
      waiting.map(({ id, name }) =>
        el(
          "div",
          { class: "serving-row" },
          `${name} 在等人工`,
          button("接入", () => ask("pickUp", id)),
        ),
      ),
      mine.map(({ id, name }) =>
        el(
          "div",
          { class: "serving-row" },
          `正在接待 ${name}，下面写的发给住户`,
          button("结束接待", () => ask("end", id)),
        ),
      ),
    );
  }

  return {
    element,
    resident: () => talkTo,
    enter(member) {
      userid = member;
      draw();
    },
  };
}
