import { el, fill } from "./dom.js";
import { onChange, state } from "./store.js";
import { toast } from "./toast.js";

const PHOTO_NAMES = { leak: "漏水", lift: "电梯", rubbish: "垃圾", parking: "乱停车" };
const LARGEST_BYTES = 2 * 1024 * 1024;

function asBase64(file) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result).split(",")[1]);
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(file);
  });
}

function filePicker(send, close) {
  const input = el("input", { type: "file", accept: "image/png,image/jpeg", hidden: true });
  input.addEventListener("change", async () => {
    const [file] = input.files;
    input.value = "";
    if (!file) return;
    if (file.size > LARGEST_BYTES) return toast("照片请不超过 2 MB", "warn");
    close();
    await send({ type: "image", base64: await asBase64(file) });
  });
  return input;
}

const icon = (name) => el("img", { class: "plus-drawn", src: `/simulator/page/style/${name}.svg`, alt: "" });

function tile(label, picture, onclick) {
  return el(
    "button",
    { type: "button", class: "plus-tile", onclick },
    el("span", { class: "plus-icon" }, picture),
    label,
  );
}

/** What a resident can send besides typed words. */
export function createPlusPanel(send, draft, clearDraft) {
  const element = el("div", { class: "plus", hidden: true });
  const button = el(
    "button",
    { type: "button", class: "plus-button", "aria-label": "照片、语音和其他消息", "aria-expanded": "false" },
    "＋",
  );
  const show = (open) => {
    element.hidden = !open;
    button.setAttribute("aria-expanded", String(open));
  };
  const close = () => show(false);
  const picker = filePicker(send, close);
  const after = (message) => () => {
    close();
    send(message);
  };
  async function sendSpoken() {
    const text = draft();
    if (!text) return toast("先在输入框写一句话，再按「口语转文字」，会变成没有标点的口语发出去", "plain");
    close();
    if (await send({ type: "spoken", text })) clearDraft();
  }
  const draw = () =>
    fill(
      element,
      state.photos.map((name) => {
        const image = el("img", { src: `/simulator/page/photos/${name}.jpg`, alt: "" });
        return tile(PHOTO_NAMES[name] ?? name, image, after({ type: "sample", name }));
      }),
      tile("自选照片", icon("picture"), () => picker.click()),
      tile("语音", icon("voice"), after({ type: "voice" })),
      tile("口语转文字", icon("spoken"), sendSpoken),
      tile("未知类型", icon("odd"), after({ type: "unknown" })),
      picker,
    );
  button.addEventListener("click", () => show(element.hidden));
  onChange((topics) => {
    if (topics.has("all")) draw();
  });
  return { element, button };
}
