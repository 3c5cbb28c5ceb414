/* Pinned notes: up to three, kept open for comparison as long as the window is, on every page. */
(() => {
  "use strict";
  const { variorum } = window;
  if (!variorum) return;
  const { commands, say } = variorum;
  const MOST = 3;
  const tray = document.querySelector(".pins");
  const list = tray.querySelector(".pinned");

  function read() {
    try {
      return JSON.parse(sessionStorage.getItem("variorum-pins")) || [];
    } catch {
      return [];
    }
  }
  let pins = read();

  function keep() {
    try {
      sessionStorage.setItem("variorum-pins", JSON.stringify(pins));
    } catch {}
    show();
  }

  function show() {
    tray.hidden = !pins.length;
    list.replaceChildren(...pins.map((pin) => {
      const item = document.createElement("div");
      item.className = "pin";
      const link = document.createElement("a");
      link.href = pin.address;
      link.textContent = pin.label;
      const head = document.createElement("p");
      head.className = "heading";
      const away = document.createElement("button");
      away.type = "button";
      away.textContent = say("unpin");
      away.setAttribute("aria-label", `${say("unpin")}: ${pin.label}`);
      away.addEventListener("click", () => {
        pins = pins.filter((other) => other !== pin);
        keep();
      });
      head.append(link, " ", away);
      // Text only: what another page of this address left in the store is not trusted.
      const parts = pin.parts.map(([name, text]) => {
        const part = document.createElement("p");
        part.className = name;
        part.textContent = text;
        return part;
      });
      item.append(head, ...parts);
      return item;
    }));
  }

  function pin(card) {
    const address = new URL(`#${card.id}`, location.href).href;
    if (pins.some((other) => other.address === address)) {
      pins = pins.filter((other) => other.address !== address);
    } else if (pins.length >= MOST) {
      variorum.announce(say("full"));
      return;
    } else {
      const label = `${variorum.passageOf(card).getAttribute("aria-label")} · ${card.getAttribute("aria-label")}`;
      const parts = [".lemma q", ".words", ".works"].flatMap((selector) => {
        const text = card.querySelector(selector)?.textContent.trim().replace(/\s+/g, " ");
        return text ? [[selector === ".lemma q" ? "lemma" : selector.slice(1), text]] : [];
      });
      pins = [...pins, { address, label, parts }];
    }
    keep();
  }

  commands.pin = (card = variorum.current()) => card && pin(card);
  variorum.on("opened", (card) => {
    const links = card.querySelector(".links");
    if (!links || links.querySelector("button")) return;
    for (const command of ["pin", "copy"]) {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = say(command);
      button.addEventListener("click", () => commands[command](card));
      links.append(" ", button);
    }
  });
  show();
})();
