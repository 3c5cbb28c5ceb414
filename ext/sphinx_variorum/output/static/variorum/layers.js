/* Layers and views: what is shown, kept in the address and remembered. */
(() => {
  "use strict";
  const { variorum } = window;
  if (!variorum) return;
  const { root, all, commands, furniture } = variorum;
  const boxes = all(".layers input", furniture);
  const presets = { read: ["needs", "names"], study: ["names"], check: [] };
  const layers = ["notes", "counter-sources", "needs", "corrections", "names"];
  const segments = all(".segment[data-layers]").map((segment) => ({
    segment,
    kinds: segment.dataset.kinds.split(" "),
    layers: segment.dataset.layers.split(" "),
  }));

  const off = () => root.dataset.off.split(" ").filter(Boolean);
  const isPreset = (view, hidden) => presets[view].join(" ") === hidden.join(" ");

  /** Each segment shows the loudest of the annotations on it that are not switched off. */
  function repaint() {
    const hidden = new Set(off());
    for (const { segment, kinds, layers: over } of segments) {
      const shown = kinds.filter((_, index) => !hidden.has(over[index]));
      const look = shown.length ? ` ${shown[0]}${shown.length > 1 ? " several" : ""}` : "";
      const name = `segment${look}`;
      if (segment.className !== name) segment.className = name;
    }
  }

  function show() {
    const hidden = off();
    for (const box of boxes) box.checked = !hidden.includes(box.value);
    for (const button of all(".presets button", furniture)) {
      const view = button.dataset.command;
      const pressed = view === root.dataset.view && isPreset(view, hidden);
      button.setAttribute("aria-pressed", String(pressed));
    }
    const marks = furniture.querySelector('[data-command="marks"]');
    marks.setAttribute("aria-checked", String(root.dataset.marks !== "off"));
    const column = furniture.querySelector('[data-command="column"]');
    column.setAttribute("aria-checked", String(root.dataset.column !== "off"));
  }

  function keep() {
    const { view, column } = root.dataset;
    const address = new URL(location.href);
    address.searchParams.delete("view");
    address.searchParams.delete("layers");
    if (view !== "study") address.searchParams.set("view", view);
    if (!isPreset(view, off())) {
      const on = layers.filter((layer) => !off().includes(layer));
      address.searchParams.set("layers", on.join(","));
    }
    try {
      localStorage.setItem("variorum-view", JSON.stringify({ view, off: off(), column }));
    } catch {}
    try {
      history.replaceState(history.state, "", address);
    } catch {} // From file:// the address cannot be changed.
  }

  function set(view, hidden) {
    root.dataset.view = view;
    root.dataset.off = layers.filter((layer) => hidden.includes(layer)).join(" ");
    repaint();
    show();
    keep();
    variorum.tell("layers");
  }

  variorum.reveal = (card) => {
    if (variorum.isOff(card)) {
      set(root.dataset.view, off().filter((layer) => layer !== card.dataset.layer));
    }
  };
  for (const view of Object.keys(presets)) commands[view] = () => set(view, presets[view]);
  commands.marks = () => {
    root.dataset.marks = root.dataset.marks === "off" ? "on" : "off";
    show();
  };
  commands.column = () => {
    root.dataset.column = root.dataset.column === "off" ? "on" : "off";
    show();
    keep();
    variorum.tell("layers");
  };
  commands.layers = () => {
    const button = furniture.querySelector('[data-command="layers"]');
    const open = button.getAttribute("aria-expanded") !== "true";
    button.setAttribute("aria-expanded", String(open));
    furniture.classList.toggle("layers-open", open);
  };
  for (const box of boxes) {
    box.addEventListener("change", () => {
      set(root.dataset.view, layers.filter((layer) => {
        const other = boxes.find((candidate) => candidate.value === layer);
        return other ? !other.checked : off().includes(layer);
      }));
    });
  }
  furniture.hidden = false;
  repaint();
  show();
})();
