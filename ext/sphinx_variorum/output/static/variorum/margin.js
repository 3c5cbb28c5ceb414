/* Cards beside their words: each as near to its lemma as the others let it, none over another.
   Where notes are longer than the text they are shortened, the least disputed first; where even
   their first lines are, they run on beside the next passage, and only then the text makes room. */
(() => {
  "use strict";
  const { variorum } = window;
  if (!variorum) return;
  const { root, passages } = variorum;

  const GAP = 5;
  /** How far (px) cards may hang below the beginning of the next passage. */
  const DRIFT = 64;
  /** Cards with more than their first line, at most, in the height of the window. */
  const PER_SCREEN = 7;
  /** How much taller (px) than its words a passage may become for its notes, by view. */
  const ROOM = { read: 0, study: 32, check: Infinity };
  const FIRST = ["refutes", "contradicts", "corrects", "qualifies", "citation-needed", "mirrors",
    "confirms", "supports"];

  const opened = new Set();
  /** Heights of cards that show their first words, by view; they hold for one width. */
  let briefs = {};
  let measuredFor = 0;
  let headHeight = 0;
  let waiting = false;

  const isBeside = () => variorum.place() === "beside";

  function rank(card) {
    const place = FIRST.findIndex((kind) => card.classList.contains(kind));
    return place < 0 ? FIRST.length : place;
  }

  /** Where everything goes. Pure: numbers in, numbers out; `at` and `top` in px of the page. */
  function arrange(blocks, view, screen) {
    const placed = [];
    const stretches = blocks.map(() => 0);
    const expanded = [];
    let shift = 0;
    let cursor = -Infinity;
    blocks.forEach((block, index) => {
      const modes = choose(block, cursor - block.top - shift, expanded, view, screen);
      let start = block.top + shift;
      if (index && cursor > start + DRIFT) {
        const extra = cursor - start - DRIFT;
        stretches[index - 1] += extra;
        shift += extra;
        start += extra;
      }
      block.cards.forEach((card, position) => {
        const mode = modes[position];
        const top = Math.max(card.at + shift, cursor);
        const height = mode === "open" ? card.open : mode === "brief" ? card.brief : block.head;
        placed.push({ card, mode, top: top - start });
        if (mode === "brief") expanded.push(top);
        cursor = top + height + GAP;
      });
    });
    if (blocks.length) {
      const last = blocks.at(-1);
      stretches[blocks.length - 1] = Math.max(0, cursor - last.bottom - shift);
    }
    return { placed, stretches };
  }

  /** Which cards of a passage show their words: as many as there is room for, by rank. */
  function choose(block, hanging, expanded, view, screen) {
    const modes = block.cards.map((card) => (card.open ? "open" : "head"));
    if (view === "read") return modes;
    let room = block.bottom - block.top + ROOM[view] - Math.max(0, hanging);
    for (const card of block.cards) room -= (card.open || block.head) + GAP;
    const near = expanded.filter((top) => top > block.top - screen).length;
    let left = view === "check" ? Infinity : PER_SCREEN - near;
    const order = block.cards.map((_, index) => index).filter((index) => modes[index] === "head");
    order.sort((a, b) => block.cards[a].rank - block.cards[b].rank || a - b);
    for (const [place, index] of order.entries()) {
      const more = block.cards[index].brief - block.head;
      if (left < 1) break;
      // The first has its room in any case: no passage goes without a word of its notes.
      if (place && more > room) continue;
      modes[index] = "brief";
      room -= more;
      left -= 1;
    }
    return modes;
  }

  function measure(cards, width, view) {
    if (measuredFor !== width) {
      briefs = {};
      headHeight = parseFloat(getComputedStyle(root).fontSize) * 1.75;
      measuredFor = width;
    }
    const known = (briefs[view] ??= new Map());
    const missing = view === "read" ? [] : cards.filter((card) => !known.has(card));
    for (const card of missing) card.classList.remove("is-head", "is-open");
    for (const card of missing) known.set(card, card.offsetHeight);
    return known;
  }

  function place() {
    waiting = false;
    if (!isBeside()) {
      reset();
      root.classList.add("variorum-ready");
      return;
    }
    const blocks = [];
    const shown = [];
    for (const passage of passages) {
      const cards = variorum.all(".annotations > aside.annotation", passage)
        .filter((card) => !variorum.isOff(card));
      if (cards.length) blocks.push({ passage, cards });
      shown.push(...cards);
    }
    if (!shown.length) {
      reset();
      root.classList.add("variorum-ready");
      return;
    }
    const { view } = root.dataset;
    const heights = measure(shown, shown[0].parentElement.clientWidth, view);
    const now = new Map();
    for (const card of opened) {
      if (!shown.includes(card)) continue;
      card.classList.remove("is-head");
      card.classList.add("is-open");
      now.set(card, card.offsetHeight);
    }
    let stretched = 0;
    const plan = blocks.map(({ passage, cards }) => {
      const box = passage.getBoundingClientRect();
      const above = stretched - scrollY;
      const stretch = Number(passage.dataset.stretch || 0);
      stretched += stretch;
      const top = box.top - above;
      return {
        passage,
        top,
        bottom: box.bottom - above - stretch,
        head: headHeight,
        cards: cards.map((card) => {
          const words = variorum.segmentsOf(card)[0] ?? variorum.markOf(card);
          const at = words ? (words.getClientRects()[0]?.top ?? box.top) - above - 2 : top;
          const open = now.get(card) ?? 0;
          return { element: card, at, brief: heights.get(card) ?? 0, open, rank: rank(card) };
        }),
      };
    });
    plan.forEach((block, index) => {
      // What stands between two passages is room for notes too.
      if (plan[index + 1]) block.bottom = Math.max(block.bottom, plan[index + 1].top);
    });
    const { placed, stretches } = arrange(plan, view, innerHeight);
    plan.forEach(({ passage }, index) => {
      const stretch = Math.round(stretches[index]);
      if (Number(passage.dataset.stretch || 0) !== stretch) {
        passage.dataset.stretch = stretch;
        // Not a margin: it would collapse into that of what follows.
        passage.style.paddingBottom = stretch ? `calc(1.1rem + ${stretch}px)` : "";
      }
    });
    for (const { card, mode, top } of placed) {
      const { element } = card;
      element.classList.toggle("is-head", mode === "head");
      element.classList.toggle("is-open", mode === "open");
      element.style.top = `${Math.round(top)}px`;
      const more = element.querySelector(".more");
      const expanded = String(mode === "open");
      if (more && more.ariaExpanded !== expanded) more.ariaExpanded = expanded;
    }
    root.classList.add("variorum-ready");
  }

  function reset() {
    for (const passage of passages) {
      passage.style.paddingBottom = "";
      delete passage.dataset.stretch;
    }
    for (const card of variorum.cards) {
      card.classList.remove("is-head");
      card.style.top = "";
    }
    measuredFor = 0;
  }

  function soon() {
    if (!waiting) {
      waiting = true;
      requestAnimationFrame(place);
    }
  }

  variorum.margin = {
    arrange,
    isBeside,
    isOpen: (card) => opened.has(card),
    /** Show the whole card in the margin, or its first words again. */
    open(card, open = true) {
      if (open) opened.add(card);
      else opened.delete(card);
      if (!open) card.classList.remove("is-open");
      place();
    },
    place,
    soon,
  };
  variorum.on("layers", place);
  new ResizeObserver(soon).observe(document.body);
  document.fonts?.ready.then(() => {
    measuredFor = 0;
    soon();
  });
  place();
})();
