import { mountBook } from "./book.js";
import { mountClock } from "./clock-bar.js";
import { listenToKeys } from "./keys.js";
import { listen } from "./live.js";
import { mountResidents } from "./residents.js";
import { mountScenes } from "./scenes.js";
import { mountStaff } from "./staff.js";
import { onChange, openRecord, openResident, openStaff, state } from "./store.js";
import { mountStrip } from "./strip.js";
import { mountTabs } from "./tabs.js";
import { tickReadings } from "./times.js";

const at = (id) => document.getElementById(id);

const residents = mountResidents(at("residents"));
const staff = mountStaff(at("staff"));
const book = mountBook(at("book"));
const clock = mountClock(at("clock"));
mountScenes(at("scenes"));
mountStrip(at("strip"));
const tabs = mountTabs(at("tabs"), book);
listenToKeys({ residents, staff });

let scene = "";

onChange((topics) => {
  if (topics.has("all")) {
    at("estate-name").textContent = state.estates.map((estate) => estate.name).join("、");
  }
  // A story leads the eyes, once for each scene: who looks elsewhere meanwhile may.
  const wanted = state.act.current?.scene ?? null;
  const print = JSON.stringify(wanted);
  if (!wanted || print === scene) return;
  scene = print;
  if (wanted.record !== undefined) openRecord(wanted.record);
  if (wanted.staff) openStaff(wanted.staff);
  if (wanted.resident) openResident(wanted.resident);
  // Where only one pane has room, people come before the record about them.
  if (wanted.resident || wanted.staff) tabs.show(wanted.resident ? "residents" : "staff");
});

setInterval(() => {
  clock.tick();
  tickReadings();
}, 250);
clock.tick();
listen();
