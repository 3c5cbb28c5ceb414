/* Lemmata that overlap, seen as wholes; a list where several notes are on the same words; and a
   line on where a cross-reference leads, before one goes there. */
(() => {
  "use strict";
  const { variorum } = window;
  if (!variorum) return;
  const { all, say } = variorum;
  const bubble = document.createElement("div");
  bubble.className = "bubble";
  bubble.id = "variorum-bubble";
  bubble.hidden = true;
  document.querySelector(".reading-says").before(bubble);
  let owner = null;

  function cardsAt(element) {
    const card = element.closest("aside.annotation[id]");
    if (card) return [card];
    const mark = element.closest(".mark a");
    const found = mark
      ? [variorum.card(decodeURIComponent(mark.getAttribute("href").slice(1)))]
      : (element.closest(".segment")?.dataset.notes.split(" ") ?? []).map(variorum.card);
    return found.filter((each) => each && !variorum.isOff(each));
  }

  let lit = [];
  function outline(event) {
    const cards = event.target instanceof Element ? cardsAt(event.target) : [];
    if (cards.length === lit.length && cards.every((card, index) => card === lit[index])) return;
    for (const card of lit) mark(card, false);
    for (const card of cards) mark(card, true);
    lit = cards;
  }
  function mark(card, on) {
    card.classList.toggle("lit", on);
    for (const segment of variorum.segmentsOf(card)) segment.classList.toggle("lit", on);
  }
  for (const event of ["mouseover", "focusin"]) document.addEventListener(event, outline);

  function showBubble(element, ...content) {
    owner = element;
    bubble.replaceChildren(...content);
    bubble.hidden = false;
    const box = element.getClientRects()[0];
    const { clientWidth } = document.documentElement;
    bubble.style.left = `${Math.max(8, Math.min(box.left, clientWidth - bubble.offsetWidth - 8)) + scrollX}px`;
    const below = box.bottom + bubble.offsetHeight + 12 < innerHeight;
    const top = below ? box.bottom + 6 : box.top - bubble.offsetHeight - 6;
    bubble.style.top = `${top + scrollY}px`;
  }
  function hideBubble() {
    if (bubble.hidden) return false;
    bubble.hidden = true;
    owner?.removeAttribute("aria-describedby");
    owner = null;
    return true;
  }
  variorum.hideBubble = hideBubble;

  function listNotes(segment, cards) {
    const list = document.createElement("ul");
    for (const card of cards) {
      const link = document.createElement("a");
      link.href = `#${card.id}`;
      link.textContent = card.getAttribute("aria-label");
      const item = document.createElement("li");
      item.append(link);
      list.append(item);
    }
    const head = document.createElement("p");
    head.textContent = say("several", cards.length);
    showBubble(segment, head, list);
    list.querySelector("a").focus({ preventScroll: true });
  }

  document.addEventListener("click", (event) => {
    const link = event.target.closest?.(".bubble a");
    if (link) hideBubble();
    const segment = event.target.closest?.(".base-text .segment");
    if (!segment || event.target.closest("a") || !getSelection().isCollapsed) return;
    const cards = cardsAt(segment);
    if (cards.length === 1) variorum.open(cards[0]);
    else if (cards.length) listNotes(segment, cards);
  });

  // Previews. The build puts what a reference leads to into its title.
  const previewed = (element) => element.closest?.(".words a.reference.internal[data-preview]");
  for (const link of all("aside.annotation .words a.reference.internal[title]")) {
    link.dataset.preview = link.title;
    link.removeAttribute("title");
  }
  function preview(link) {
    const text = document.createElement("span");
    text.textContent = link.dataset.preview;
    showBubble(link, text);
    link.setAttribute("aria-describedby", bubble.id);
  }
  document.addEventListener("focusin", (event) => {
    const link = previewed(event.target);
    if (link) preview(link);
    else if (!bubble.contains(event.target)) hideBubble();
  });
  let wasOpen = false;
  document.addEventListener("pointerdown", (event) => {
    const link = previewed(event.target);
    wasOpen = Boolean(link && link === owner);
    if (!link && !bubble.contains(event.target)) hideBubble();
  });
  document.addEventListener("click", (event) => {
    const link = previewed(event.target);
    // The first tap or click shows what is there, the second goes there; a key goes at once.
    if (!link || event.detail === 0 || wasOpen || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    preview(link);
    const go = document.createElement("a");
    go.href = link.href;
    go.textContent = say("go", link.textContent);
    bubble.append(" ", go);
  }, { capture: true });
})();
