/* On a narrow screen marks that follow one another are one target, big enough for a finger. */
(() => {
  "use strict";
  const { variorum } = window;
  if (!variorum) return;
  const { all, say } = variorum;
  for (const first of all(".base-text .mark")) {
    if (first.previousSibling?.classList?.contains("mark")) continue;
    const run = [first];
    while (run.at(-1).nextSibling?.classList?.contains("mark")) run.push(run.at(-1).nextSibling);
    if (run.length < 2) continue;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "several-marks";
    button.textContent = say("several", run.length);
    button.addEventListener("click", () => {
      const cards = run.map((mark) => variorum.card(decodeURIComponent(mark.firstChild.hash.slice(1))));
      const shown = cards.filter((card) => card && !variorum.isOff(card));
      if (shown.length) variorum.open(shown[0]);
    });
    run.at(-1).after(button);
    for (const mark of run) mark.classList.add("of-several");
  }
})();
