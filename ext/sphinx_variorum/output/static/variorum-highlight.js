/* Marks the words that a search found, on the page it led to. Loaded only if the address names
   any. Case and diacritics do not count; no element is broken. */

const fold = (text) =>
  text.normalize("NFD").replace(/[\p{M}'’ʹʻʼ]/gu, "").normalize("NFC").toLowerCase();

/** Mark `words` in the main text and scroll to the place that the address names. */
export function markFound(words) {
  const wanted = new Set(words.map(fold).filter(Boolean));
  const text = document.querySelector("main, [role=main], div.body") || document.body;
  // On a narrow screen the note that was found stands in the reading panel.
  const panel = document.querySelector(".note-panel");
  const leaves = [];
  for (const root of panel && !text.contains(panel) ? [text, panel] : [text]) {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT, (node) =>
      node.parentElement.closest("script, style, svg, textarea, select, nav, form, mark, button")
        ? NodeFilter.FILTER_REJECT
        : NodeFilter.FILTER_ACCEPT,
    );
    while (walker.nextNode()) leaves.push(walker.currentNode);
  }
  for (const leaf of leaves) {
    const parts = leaf.data.split(/([\p{L}\p{N}][\p{L}\p{N}\p{M}'’ʹʻʼ\-,.]*)/u);
    const pieces = parts.map((part, index) => {
      const word = part.replace(/[^\p{L}\p{N}\p{M}]+$/u, "");
      if (index % 2 === 0 || !wanted.has(fold(word))) return part;
      const mark = document.createElement("mark");
      mark.className = "found";
      mark.textContent = word;
      return [mark, part.slice(word.length)];
    });
    if (pieces.some(Array.isArray)) leaf.replaceWith(...pieces.flat());
  }
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (!panel?.contains(target)) target?.scrollIntoView({ behavior: "instant" });
}
