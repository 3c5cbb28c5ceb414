/* One open need at a time: another one on each visit, none twice before all were seen. Without
   this script the whole list stands there. */
(() => {
  "use strict";
  for (const frame of document.querySelectorAll(".take-one")) {
    const list = frame.querySelector("ol");
    const items = [...list.children];
    const tools = frame.querySelector(".take-one-tools");
    const button = tools.querySelector("button");
    const count = tools.querySelector(".count");
    const key = `variorum-taken ${location.pathname}`;
    const idents = new Set(items.map((item) => item.dataset.need));
    let shown = null;

    /** The needs seen in this window, those alone that are still open. */
    function seen() {
      try {
        const kept = JSON.parse(sessionStorage.getItem(key));
        return new Set(Array.isArray(kept) ? kept.filter((ident) => idents.has(ident)) : []);
      } catch {
        return new Set(memory);
      }
    }
    let memory = [];

    function keep(taken) {
      memory = [...taken];
      try {
        sessionStorage.setItem(key, JSON.stringify(memory));
      } catch {}
    }

    function show(item, taken) {
      shown = item;
      for (const other of items) other.hidden = other !== item;
      taken.add(item.dataset.need);
      keep(taken);
      // Its number in the list says which it is; how many were seen would change at every look.
      count.textContent = frame.dataset.count
        .replace("%(place)d", items.indexOf(item) + 1)
        .replace("%(total)d", items.length);
    }

    function another() {
      let taken = seen();
      let left = items.filter((item) => !taken.has(item.dataset.need));
      if (!left.length) {
        taken = new Set();
        left = items.filter((item) => item !== shown);
      }
      if (left.length) show(left[Math.floor(Math.random() * left.length)], taken);
    }

    if (items.length < 2) continue;
    // Whoever follows a link to one of them sees that one.
    const asked = items.find((item) => item.id && `#${item.id}` === decodeURIComponent(location.hash));
    if (asked) show(asked, seen());
    else another();
    tools.hidden = false;
    // From now on what appears is read out; the button that was pressed keeps the focus.
    list.setAttribute("aria-live", "polite");
    button.addEventListener("click", another);
  }
})();
