/* Commands: by button and by key. The keys can be switched off (WCAG 2.1.4). */
(() => {
  "use strict";
  const { variorum } = window;
  if (!variorum) return;
  const { root, commands } = variorum;
  const help = document.querySelector(".reading-help");
  const keysOn = help.querySelector(".keys-on");
  const keys = new Map([...help.querySelectorAll(".commands li")].map((item) => [
    item.querySelector("kbd").textContent,
    item.querySelector("button").dataset.command,
  ]));
  keys.set(".", "marks");

  try {
    keysOn.checked = localStorage.getItem("variorum-keys") !== "off";
  } catch {}
  keysOn.addEventListener("change", () => {
    try {
      localStorage.setItem("variorum-keys", keysOn.checked ? "on" : "off");
    } catch {}
  });

  let returnTo = null;
  commands.help = () => {
    returnTo = document.activeElement;
    help.showModal();
  };
  help.addEventListener("close", () => returnTo?.focus({ preventScroll: true }));
  commands.search = () => {
    const field = [...document.querySelectorAll('input[name="q"]')].find((input) => input.offsetParent);
    field?.focus();
  };
  commands.close = () => {
    if (help.open) help.close();
    else if (!variorum.hideBubble()) variorum.close();
  };

  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("button[data-command]");
    if (!button) return;
    if (help.contains(button)) help.close();
    commands[button.dataset.command]();
  });

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      if (!help.open) commands.close();
      return;
    }
    const { target } = event;
    const isTyping = target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName)
      && target.type !== "checkbox";
    if (isTyping || help.open || event.ctrlKey || event.metaKey || event.altKey) return;
    const command = keys.get(event.key);
    if (!command || !keysOn.checked) return;
    event.preventDefault();
    commands[command]();
  });
  root.classList.add("variorum-keys");
})();
