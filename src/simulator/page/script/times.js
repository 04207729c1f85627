/** The desk's clock as last heard, and when it was heard. */
let heard = { now: Date.now(), at: performance.now(), timezone: "Asia/Shanghai" };
const formatters = new Map();

export function setClock({ now, timezone }) {
  heard = { now, timezone, at: performance.now() };
}

/** The desk's time now, in milliseconds. */
export function deskNow() {
  return heard.now + (performance.now() - heard.at);
}

function partsOf(at) {
  const { timezone } = heard;
  if (!formatters.has(timezone)) {
    formatters.set(
      timezone,
      new Intl.DateTimeFormat("zh-CN", {
        timeZone: timezone,
        hourCycle: "h23",
        year: "numeric",
        month: "numeric",
        day: "numeric",
        weekday: "short",
        hour: "2-digit",
        minute: "2-digit",
        second: "2-digit",
      }),
    );
  }
  const parts = {};
  for (const { type, value } of formatters.get(timezone).formatToParts(new Date(at))) parts[type] = value;
  return parts;
}

const dayKey = ({ year, month, day }) => `${year}-${month}-${day}`;

/** 11月21日 周六 */
export function sayDate(at) {
  const { month, day, weekday } = partsOf(at);
  return `${month}月${day}日 ${weekday}`;
}

export function sayClock(at) {
  const { hour, minute, second } = partsOf(at);
  return `${hour}:${minute}:${second}`;
}

/** As WeChat writes it: 14:05 · 昨天 14:05 · 11月20日 14:05 */
export function sayMoment(at) {
  const parts = partsOf(at);
  const time = `${parts.hour}:${parts.minute}`;
  const now = deskNow();
  if (dayKey(parts) === dayKey(partsOf(now))) return time;
  if (dayKey(parts) === dayKey(partsOf(now - 86_400_000))) return `昨天 ${time}`;
  if (dayKey(parts) === dayKey(partsOf(now + 86_400_000))) return `明天 ${time}`;
  return `${parts.month}月${parts.day}日 ${time}`;
}

/** 35 秒 · 12 分钟 · 3 小时 5 分 · 2 天 4 小时 */
export function sayLength(millis) {
  const seconds = Math.max(0, Math.floor(millis / 1000));
  if (seconds < 60) return `${seconds} 秒`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} 分钟`;
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return minutes % 60 ? `${hours} 小时 ${minutes % 60} 分` : `${hours} 小时`;
  return hours % 24 ? `${Math.floor(hours / 24)} 天 ${hours % 24} 小时` : `${hours / 24} 天`;
}

/** 02:13:45 or 3 天 4 小时: what is left of a limit. */
function sayCountdown(millis) {
  const seconds = Math.floor(millis / 1000);
  if (seconds >= 86_400) return sayLength(millis);
  const two = (value) => String(value).padStart(2, "0");
  return `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
}

const READINGS = {
  due(at, now) {
    return at > now ? `还剩 ${sayCountdown(at - now)}` : `超时 ${sayLength(now - at)}`;
  },
  soon: (at, now) => (at > now ? `${Math.ceil((at - now) / 1000)} 秒后答复` : "马上答复"),
  age: (at, now) => sayLength(now - at),
  left: (at, now) => (at > now ? `还剩 ${sayCountdown(at - now)}` : "已关闭"),
};

function read(element) {
  const at = Number(element.dataset.at);
  const now = deskNow();
  const words = READINGS[element.dataset.reading](at, now);
  if (element.textContent !== words) element.textContent = words;
  if (element.dataset.reading === "due") element.classList.toggle("is-late", at <= now);
}

/** An element that goes on reading: `due` counts down to a limit, `age` counts up, `left` closes, `soon` is seconds away. */
export function reading(element, kind, at) {
  element.dataset.reading = kind;
  element.dataset.at = String(at);
  read(element);
  return element;
}

/** Brings all readings of the page up to the second. */
export function tickReadings() {
  for (const element of document.querySelectorAll("[data-reading]")) read(element);
}
