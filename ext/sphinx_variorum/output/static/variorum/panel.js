/* Opening a note: in the margin where there is one and the note is short, else in the reading
   panel, which is a column on a wide screen and a sheet at the foot of a narrow one. */
(() => {
  "use strict";
  const { variorum } = window;
  if (!variorum) return;
  const { root, cards, commands, margin, say } = variorum;
  const panel = document.querySelector(".note-panel");
  const body = panel.querySelector(".panel-body");
  const title = panel.querySelector(".panel-title");
  const place = document.createComment("");
  let shown = null;
  let current = null;

  const visible = () => cards.filter((card) => !variorum.isOff(card));

  function putBack() {
    if (!shown) return;
    place.replaceWith(shown);
    shown.classList.remove("in-panel");
    shown = null;
  }

  function showInPanel(card) {
    if (shown === card) return;
    putBack();
    shown = card;
    card.replaceWith(place);
    card.classList.add("in-panel");
    card.classList.remove("is-head");
    card.style.top = "";
    body.replaceChildren(card);
    body.scrollTop = 0;
    const label = variorum.passageOf(card).getAttribute("aria-label");
    title.textContent = `${label} · ${say("note", variorum.numberOf(card))}`;
    if (!panel.open) panel.show();
    root.classList.add("variorum-panel-open");
    margin.place();
    // The words stay in sight above the sheet.
    const mark = variorum.markOf(card);
    if (mark && panel.getBoundingClientRect().width > innerWidth * 0.9) {
      const top = mark.getBoundingClientRect().top;
      if (top < 60 || top > panel.getBoundingClientRect().top - 40) {
        scrollBy({ top: top - innerHeight * 0.2, behavior: "instant" });
      }
    }
  }

  function closePanel() {
    if (!panel.open) return false;
    panel.close();
    putBack();
    root.classList.remove("variorum-panel-open");
    margin.place();
    return true;
  }

  function light(card, on) {
    card.classList.toggle("current", on);
    for (const segment of variorum.segmentsOf(card)) segment.classList.toggle("current", on);
  }

  function setCurrent(card) {
    if (current === card) return;
    if (current) light(current, false);
    current = card;
    if (card) light(card, true);
  }

  /** Long notes, and two texts side by side, need more room than the margin has. */
  const wantsPanel = (card) => card.classList.contains("long") || card.querySelector(".beside");

  /** Open `card`: `focus` moves into it, `address` puts it into the history. */
  function open(card, { focus = true, address = true } = {}) {
    variorum.reveal(card);
    const place = variorum.place();
    if (place === "sheet" || (place === "beside" && wantsPanel(card))) {
      showInPanel(card);
    } else {
      closePanel();
      if (place === "beside") margin.open(card);
    }
    setCurrent(card);
    if (address) {
      try {
        history.pushState(null, "", `#${card.id}`);
      } catch {} // From file:// the address cannot be changed.
    }
    if (focus) {
      card.tabIndex = -1;
      card.focus({ preventScroll: true });
    }
    if (!card.classList.contains("in-panel")) card.scrollIntoView({ block: "nearest" });
    variorum.tell("opened", card);
  }

  /** Close what is open; focus returns to the mark. True if there was something to close. */
  function close() {
    const card = shown ?? current;
    if (!card) return false;
    const wasOpen = closePanel() || margin.isOpen(card);
    if (margin.isOpen(card)) margin.open(card, false);
    if (wasOpen) targetOf(card)?.focus({ preventScroll: true });
    return wasOpen;
  }

  /** Where the focus goes for a note: its mark or, where several marks are one target, that. */
  function targetOf(card) {
    const mark = variorum.markOf(card);
    if (!mark || mark.getClientRects().length) return mark;
    let next = mark.closest(".mark")?.nextSibling;
    while (next?.classList?.contains("mark")) next = next.nextSibling;
    return next?.classList?.contains("several-marks") ? next : mark;
  }

  /** Step to another note: its mark gets the focus, or the panel shows it. */
  function step(by) {
    const list = visible();
    if (!list.length) return;
    const from = current ? list.indexOf(current) : -1;
    const index = from < 0 ? nearest(list, by) : from + by;
    const card = list[Math.min(Math.max(index, 0), list.length - 1)];
    if (panel.open) {
      open(card, { address: false });
      return;
    }
    setCurrent(card);
    const mark = targetOf(card);
    mark?.focus({ preventScroll: true });
    mark?.scrollIntoView({ block: "center" });
  }

  /** The first note below the top of the window. */
  function nearest(list, by) {
    const index = list.findIndex((card) =>
      (variorum.markOf(card) ?? card).getBoundingClientRect().top > 60);
    return index < 0 ? list.length - 1 : by > 0 ? index : index - 1;
  }

  function stepPassage(by) {
    const { passages } = variorum;
    // Where the focus is, or what is read: the passage at the top of the window.
    const focused = passages.findIndex((passage) => passage.contains(document.activeElement));
    const boxes = passages.map((passage) => passage.getBoundingClientRect());
    const top = boxes.findIndex((box) => box.bottom > 90);
    const isAhead = focused < 0 && by > 0 && boxes[top]?.top > 90;
    const at = isAhead ? top : (focused < 0 ? top : focused) + by;
    const passage = passages[Math.min(Math.max(at, 0), passages.length - 1)];
    passage.scrollIntoView({ block: "start" });
    passage.querySelector(".passage-number").focus({ preventScroll: true });
  }

  Object.assign(commands, {
    "next-note": () => step(1),
    "previous-note": () => step(-1),
    "next-passage": () => stepPassage(1),
    "previous-passage": () => stepPassage(-1),
    open: () => current && open(current),
    back: () => {
      const mark = current && variorum.markOf(current);
      mark?.focus({ preventScroll: true });
      mark?.scrollIntoView({ block: "center" });
    },
  });
  variorum.open = open;
  variorum.close = close;
  variorum.current = () => current;
  variorum.setCurrent = setCurrent;

  for (const card of cards) {
    const more = document.createElement("button");
    more.type = "button";
    more.className = "more";
    more.setAttribute("aria-expanded", "false");
    more.setAttribute("aria-label", `${say("more")}: ${say("note", variorum.numberOf(card))}`);
    card.querySelector(".heading").append(more);
  }

  document.addEventListener("click", (event) => {
    const plain = !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
    const target = event.target.closest?.("a, button, aside.annotation");
    if (!target || !plain || event.defaultPrevented) return;
    if (target.matches(".more, aside.annotation.is-head")) {
      const card = target.closest("aside.annotation");
      if (margin.isOpen(card)) close();
      else open(card, { focus: !target.matches(".more") });
      return;
    }
    const href = target.getAttribute("href");
    if (!href?.startsWith("#")) return;
    const card = variorum.card(decodeURIComponent(href.slice(1)));
    if (card && !target.matches(".permalink")) {
      event.preventDefault();
      open(card);
    } else if (target.matches("[role=doc-backlink]")) {
      event.preventDefault();
      const home = target.closest("aside.annotation");
      setCurrent(home);
      if (!close()) commands.back();
    }
  });

  function follow() {
    const card = variorum.card(decodeURIComponent(location.hash.slice(1)));
    if (card) open(card, { focus: false, address: false });
    else closePanel();
  }
  addEventListener("popstate", follow);
  addEventListener("beforeprint", closePanel);
  variorum.on("layers", () => {
    if (shown && variorum.isOff(shown)) closePanel();
  });
  matchMedia("(min-width: 50rem)").addEventListener("change", closePanel);
  if (location.hash) follow();
})();
