/* Copying: the link of a passage, of a note, or of the words selected. */
(() => {
  "use strict";
  const { variorum } = window;
  if (!variorum) return;
  const { commands, say } = variorum;

  async function copy(text) {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      variorum.announce(say("notCopied", text));
      return;
    }
    variorum.announce(say("copied", text));
  }

  function address(anchor, fragment = "") {
    const canonical = document.querySelector('link[rel="canonical"]')?.href;
    const base = new URL(canonical ?? location.href);
    base.search = "";
    base.hash = "";
    return `${base.href}#${anchor}${fragment}`;
  }

  /** The selected words of one passage, as a text fragment behind the passage's own anchor. */
  function selected() {
    const selection = getSelection();
    if (selection.isCollapsed || !selection.rangeCount) return "";
    const range = selection.getRangeAt(0);
    const within = range.commonAncestorContainer;
    const element = within.nodeType === Node.TEXT_NODE ? within.parentElement : within;
    const passage = element.closest("section.passage");
    if (!passage || !element.closest(".base-text")) return "";
    const copied = range.cloneContents();
    for (const mark of copied.querySelectorAll(".mark, .several-marks")) mark.remove();
    const words = copied.textContent.trim().replace(/\s+/g, " ");
    // Marks stand between the words, so that only their ends can be sought.
    const list = words.split(" ");
    const encode = (text) => encodeURIComponent(text).replace(/-/g, "%2D");
    const sought = list.length > 1 ? `${encode(list[0])},${encode(list.at(-1))}` : encode(words);
    return words && address(passage.id, `:~:text=${sought}`);
  }

  commands.copy = (card = variorum.current()) => {
    const passage = document.activeElement?.closest("section.passage") ?? variorum.passages[0];
    copy(selected() || address(card instanceof Element ? card.id : passage.id));
  };
  document.addEventListener("click", (event) => {
    const number = event.target.closest?.("a.passage-number");
    if (number) copy(address(number.closest("section.passage").id));
  });

  // The day on which the passage is read belongs into its citation.
  const today = new Date().toISOString().slice(0, 10);
  for (const accessed of document.querySelectorAll(".cite .accessed")) {
    accessed.textContent = today;
  }
})();
