/* Registers in place: a reader chooses, searches and sorts the rows of a register on its page. All
   that is added comes from the template before the register, with its words. Without this script
   nothing is added and nothing hidden. */
(() => {
  "use strict";
  const PAUSE = 120;
  const NOT_GIVEN = "-";
  const NUMBER = /^[+-]?\d+(\.\d+)?$/;

  /** A formatter of `Intl` for the page's language, or the reader's if the page's is none. */
  function localized(Formatter, options) {
    try {
      return new Formatter(document.documentElement.lang || undefined, options);
    } catch {
      return new Formatter(undefined, options);
    }
  }
  const collator = localized(Intl.Collator, { numeric: true });
  const numbers = localized(Intl.NumberFormat);

  const say = (words, shown, total) =>
    words.replace("%(shown)d", numbers.format(shown)).replace("%(total)d", numbers.format(total));

  const trimmed = (text) => text.replace(/\s+/g, " ").trim();

  /** Words as they are compared: no case, no accents, one sort of quotation mark and of dash. */
  const folded = (text) =>
    text
      .normalize("NFKD")
      .replace(/[\p{M}\u00ad]/gu, "")
      .replace(/[‘’‚‛]/g, "'")
      .replace(/[“”„«»]/g, '"')
      .replace(/[‐-―]/g, "-")
      .toLowerCase()
      .replaceAll("ß", "ss");

  /** The element that the address leads to. */
  function target(hash) {
    try {
      return document.getElementById(decodeURIComponent(hash.slice(1)));
    } catch {
      return null;
    }
  }

  /** Put one register to use; `name` is the one it has in the address. */
  function use(template, name) {
    const words = template.dataset;
    const frame = template.nextElementSibling;
    const table = frame.querySelector("table");
    const columns = words.columns.split(" ");
    const tools = template.content.firstElementChild.cloneNode(true);
    const find = tools.querySelector("input");
    const selects = [...tools.querySelectorAll("select")];
    const groups = [...(table?.tBodies ?? [frame])].map((body) => {
      const heading = body.querySelector(":scope > tr > th.group");
      const rows = [...body.children].filter((row) => !heading || row !== heading.parentElement);
      return { body, rows, count: heading?.querySelector(".count") };
    });
    const rows = groups.flatMap((group) => group.rows);
    const sorting = { column: -1, descending: false };
    const read = new Map();
    const keys = new Map();

    /** A row as it is compared: the text of each cell, and all of it folded. */
    function textOf(row) {
      if (!read.has(row)) {
        const cells = [...(row.cells ?? row.children)].map((cell) => trimmed(cell.textContent));
        read.set(row, { cells, all: folded(cells.join(" \n")) });
      }
      return read.get(row);
    }

    function isWanted(row, sought, chosen) {
      const text = textOf(row);
      return (
        chosen.every(([column, wanted]) => text.cells[column] === wanted) &&
        sought.every((word) => text.all.includes(word))
      );
    }

    function filter() {
      const sought = folded(find.value).split(/\s+/).filter(Boolean);
      const chosen = selects
        .filter((select) => select.value)
        .map((select) => {
          const option = select.selectedOptions[0];
          return [select.dataset.column, option.value === NOT_GIVEN ? "" : trimmed(option.text)];
        });
      let shown = 0;
      for (const group of groups) {
        let left = 0;
        for (const row of group.rows) {
          row.hidden = !isWanted(row, sought, chosen);
          if (!row.hidden) left += 1;
        }
        shown += left;
        if (!group.count) continue;
        group.body.hidden = !left;
        const all = group.rows.length;
        group.count.textContent = left < all ? say(words.part, left, all) : all;
      }
      const status = tools.querySelector(".count");
      const said = say(words.count, shown, rows.length);
      // What has not changed is not said again.
      if (status.textContent !== said) status.textContent = said;
      tools.classList.toggle("is-filtered", shown < rows.length);
      tools.querySelector(".filtered").textContent = say(words.filtered, shown, rows.length);
    }

    /** How the rows are compared in a column: a closed list has its own order. */
    function comparison(column) {
      const texts = rows.map((row) => textOf(row).cells[column]);
      const select = selects.find((each) => Number(each.dataset.column) === column);
      const given = texts.filter(Boolean);
      const times = rows.map((row) => row.cells[column].querySelector("time")?.dateTime ?? "");
      let values = texts;
      let compare = collator.compare;
      if (select) {
        const order = [...select.options].map((option) => trimmed(option.text));
        values = texts.map((text) => text && order.indexOf(text));
        compare = (one, other) => one - other;
      } else if (given.every((text) => NUMBER.test(text))) {
        values = texts.map((text) => text && Number(text));
        compare = (one, other) => one - other;
      } else if (times.filter(Boolean).length === given.length) {
        values = times;
        compare = (one, other) => (one < other ? -1 : Number(one > other));
      }
      return { values: new Map(rows.map((row, place) => [row, values[place]])), compare };
    }

    function sorted(list) {
      if (sorting.column < 0) return list;
      if (!keys.has(sorting.column)) keys.set(sorting.column, comparison(sorting.column));
      const { values, compare } = keys.get(sorting.column);
      const given = list.filter((row) => values.get(row) !== "");
      given.sort((one, other) => compare(values.get(one), values.get(other)) * (sorting.descending ? -1 : 1));
      // What has no value comes last either way.
      return [...given, ...list.filter((row) => values.get(row) === "")];
    }

    function sort() {
      for (const group of groups) group.body.append(...sorted(group.rows));
      for (const [column, head] of [...table.tHead.rows[0].cells].entries()) {
        if (column !== sorting.column) head.removeAttribute("aria-sort");
        else head.setAttribute("aria-sort", sorting.descending ? "descending" : "ascending");
      }
    }

    /** Upwards, downwards, and back to the edition's order. */
    function turn(column) {
      if (sorting.column !== column) Object.assign(sorting, { column, descending: false });
      else if (!sorting.descending) sorting.descending = true;
      else Object.assign(sorting, { column: -1, descending: false });
      sort();
      keep();
    }

    const hides = (element) =>
      Boolean(element && frame.contains(element) && element.closest("[hidden]"));

    /** Write what was chosen into the address, for those who share it. */
    function keep() {
      const order = sorting.column < 0 ? "" : `${sorting.descending ? "-" : ""}${columns[sorting.column]}`;
      const chosen = selects.map((select) => [columns[select.dataset.column], select.value]);
      const address = new URL(location.href);
      for (const [key, value] of [["find", find.value.trim()], ["sort", order], ...chosen]) {
        if (value) address.searchParams.set(`${name}.${key}`, value);
        else address.searchParams.delete(`${name}.${key}`);
      }
      // A row that the reader hid is no longer where the address leads.
      if (hides(target(location.hash))) address.hash = "";
      try {
        if (address.href !== location.href) history.replaceState(history.state, "", address);
      } catch {}
    }

    function recall() {
      const address = new URLSearchParams(location.search);
      find.value = address.get(`${name}.find`) ?? "";
      for (const select of selects) {
        const value = address.get(`${name}.${columns[select.dataset.column]}`);
        if ([...select.options].some((option) => option.value === value)) select.value = value;
      }
      const order = table ? address.get(`${name}.sort`) ?? "" : "";
      sorting.column = columns.indexOf(order.replace(/^-/, ""));
      sorting.descending = sorting.column >= 0 && order.startsWith("-");
    }

    function clear() {
      find.value = "";
      for (const select of selects) select.value = "";
      clearTimeout(waiting);
      filter();
    }

    function addSortButtons() {
      const line = table.tHead.rows[0];
      line.dataset.sort = words.sort;
      for (const [column, head] of [...line.cells].entries()) {
        const button = document.createElement("button");
        const title = document.createElement("span");
        button.type = "button";
        title.append(...head.childNodes);
        button.append(title);
        head.append(button);
        button.addEventListener("click", () => turn(column));
      }
      table.classList.add("sortable");
    }

    let waiting = 0;
    const renew = () => {
      clearTimeout(waiting);
      filter();
      keep();
    };
    find.addEventListener("input", () => {
      clearTimeout(waiting);
      waiting = setTimeout(renew, PAUSE);
    });
    // Not at `change`: it comes when an address takes the focus away, and would undo its row.
    find.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && !event.isComposing) renew();
    });
    for (const select of selects) select.addEventListener("change", renew);
    tools.querySelector("button").addEventListener("click", () => {
      clear();
      if (sorting.column >= 0) {
        sorting.column = -1;
        sort();
      }
      keep();
    });

    recall();
    filter();
    if (table) addSortButtons();
    if (sorting.column >= 0) sort();
    template.replaceWith(tools);
    /** Show all rows again if `element` is in one that is hidden; gives whether it was. */
    return (element) => {
      if (!hides(element)) return false;
      clear();
      keep();
      return true;
    };
  }

  const met = new Map();
  const registers = [...document.querySelectorAll("template.register-tools")].map((template) => {
    const kind = template.dataset.register;
    met.set(kind, (met.get(kind) ?? 0) + 1);
    return use(template, met.get(kind) > 1 ? `${kind}-${met.get(kind)}` : kind);
  });
  const reveal = (element) => registers.map((register) => register(element)).includes(true);
  const arrive = () => {
    const element = target(location.hash);
    if (reveal(element)) element.scrollIntoView();
  };
  arrive();
  addEventListener("hashchange", arrive);
  // Before the browser goes there: to the same place twice is no change of the address.
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.('a[href^="#"]');
    if (link) reveal(target(link.hash));
  });
})();
