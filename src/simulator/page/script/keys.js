/** `/` goes to the field of the pane used last, so that a hand never has to leave the keyboard. */
export function listenToKeys({ residents, staff }) {
  let last = residents;
  document.getElementById("residents").addEventListener("focusin", () => {
    last = residents;
  });
  document.getElementById("staff").addEventListener("focusin", () => {
    last = staff;
  });
  document.addEventListener("keydown", (event) => {
    const typing = event.target.matches?.("input, textarea, select");
    if (event.key === "Escape" && typing) event.target.blur();
    if (event.key !== "/" || typing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (document.querySelector("dialog[open]")) return;
    event.preventDefault();
    last.focus();
  });
}
