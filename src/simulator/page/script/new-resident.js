import { act } from "./api.js";
import { openDialog } from "./dialog.js";
import { el } from "./dom.js";
import { openResident, state } from "./store.js";

function row(label, input) {
  return el("label", { class: "form-row" }, el("span", {}, label), input);
}

/** Asks who the new resident is; the desk will only know what they say. */
export function askForResident() {
  const name = el("input", {
    class: "weui-input",
    maxlength: "20",
    placeholder: "例如 周女士",
    required: true,
  });
  const room = el("input", { class: "weui-input", maxlength: "30", placeholder: "例如 3-2-502，可不填" });
  const phone = el("input", {
    class: "weui-input",
    maxlength: "11",
    inputmode: "numeric",
    placeholder: "11 位手机号，可不填",
  });
  const accounts = state.estates.flatMap((estate) =>
    estate.accounts.map((id) => ({ id, name: estate.name })),
  );
  const account = el(
    "select",
    { class: "choice" },
    accounts.map(({ id, name: estate }) => el("option", { value: id }, estate)),
  );
  openDialog({
    title: "添加住户",
    body: [
      row("称呼", name),
      row("房号", room),
      row("电话", phone),
      accounts.length > 1 ? row("小区", account) : null,
      el("p", { class: "form-note" }, "这里填的只给你自己看，管家要等住户说了才知道。"),
    ],
    confirm: "添加",
    async onConfirm() {
      const person = { name: name.value, room: room.value, phone: phone.value, account: account.value };
      const added = await act("/residents", person);
      if (!added) return false;
      if (!state.residents.some((one) => one.id === added.id)) state.residents = [...state.residents, added];
      openResident(added.id);
      return true;
    },
  });
}
