/* The page as the other scripts see it: its passages, cards and marks. No word of the interface
   stands in a script: they come with the page, in its language. */
(() => {
  "use strict";
  const furniture = document.querySelector("template.variorum-furniture");
  if (!furniture) return;
  document.body.append(furniture.content.cloneNode(true));
  const words = furniture.dataset;
  const root = document.documentElement;
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const passages = all("section.passage");
  const cards = passages.flatMap((passage) => all("aside.annotation[id]", passage));
  const known = new Map(cards.map((card) => [card.id, card]));
  const homes = new Map(cards.map((card) => [card, card.closest("section.passage")]));
  const segments = new Map(cards.map((card) => [card, []]));
  for (const segment of all(".base-text .segment[data-notes]")) {
    for (const ident of segment.dataset.notes.split(" ")) segments.get(known.get(ident))?.push(segment);
  }
  const listeners = new Map();

  window.variorum = {
    root,
    all,
    passages,
    cards,
    furniture: document.querySelector(".reading-tools"),
    /** The card with this id, also while it is shown in the panel. */
    card: (ident) => known.get(ident),
    passageOf: (card) => homes.get(card),
    markOf: (card) => document.getElementById(`r.${card.id}`),
    numberOf: (card) => card.querySelector(".number")?.textContent ?? "",
    segmentsOf: (card) => segments.get(card),
    /** Where the cards are: `beside` the words, `below` their passage, or in the `sheet` alone. */
    place() {
      const apparatus = document.querySelector("section.passage > .annotations");
      return apparatus ? getComputedStyle(apparatus).getPropertyValue("--variorum-place").trim() : "below";
    },
    isOff: (card) => root.dataset.off.split(" ").includes(card.dataset.layer),
    /** A word of the interface; `%s` and `%d` stand for `value`. */
    say: (name, value = "") => words[name].replace(/%[sd]/, value),
    on(event, listener) {
      listeners.set(event, [...(listeners.get(event) ?? []), listener]);
    },
    tell(event, detail) {
      for (const listener of listeners.get(event) ?? []) listener(detail);
    },
    /** The commands of the reader by name; each script adds its own. */
    commands: {},
  };

  const says = document.querySelector(".reading-says");
  let silence = 0;
  /** Say something to the reader, on the screen and to a screen reader, for a while. */
  window.variorum.announce = (text) => {
    says.hidden = false;
    says.textContent = text;
    clearTimeout(silence);
    silence = setTimeout(() => {
      says.textContent = "";
      says.hidden = true;
    }, 4000);
  };
})();
