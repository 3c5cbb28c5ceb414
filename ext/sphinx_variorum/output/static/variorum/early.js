/* Runs in the head, before anything is painted: what the reader chose last, or what the address
   asks for, so that nothing moves or flashes later. Takes itself back if the scripts do not come. */
(() => {
  const root = document.documentElement;
  const asked = new URLSearchParams(location.search);
  let kept = {};
  try {
    kept = JSON.parse(localStorage.getItem("variorum-view")) || {};
  } catch {}
  const all = ["notes", "counter-sources", "needs", "corrections", "names"];
  const presets = { read: ["needs", "names"], study: ["names"], check: [] };
  const view = [asked.get("view"), kept.view, "study"].find((name) => Object.hasOwn(presets, name));
  let off = presets[view];
  if (asked.has("layers")) {
    const on = asked.get("layers").split(",");
    off = all.filter((layer) => !on.includes(layer));
  } else if (!asked.has("view") && Array.isArray(kept.off)) {
    off = all.filter((layer) => kept.off.includes(layer));
  }
  root.dataset.view = view;
  root.dataset.off = off.join(" ");
  root.dataset.column = kept.column === "off" ? "off" : "on";
  root.classList.add("variorum-scripted");
  document.addEventListener("DOMContentLoaded", () => {
    if (!window.variorum) root.classList.remove("variorum-scripted");
  });
})();
