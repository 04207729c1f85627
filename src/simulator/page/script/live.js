import { changed, refresh, state, takeNews } from "./store.js";

/** Listens to the simulator; the browser comes back by itself when the desk was restarted. */
export function listen() {
  const source = new EventSource("/simulator/api/events");
  const setConnected = (connected) => {
    if (state.connected === connected) return;
    state.connected = connected;
    changed("connected");
  };
  source.addEventListener("hello", async () => {
    try {
      await refresh();
      setConnected(true);
    } catch {
      // The desk went away again: the stream will say hello once more.
      setConnected(false);
    }
  });
  source.addEventListener("news", (event) => takeNews(JSON.parse(event.data)));
  source.addEventListener("error", () => setConnected(false));
}
