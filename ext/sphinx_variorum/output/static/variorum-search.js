/* The search page: Pagefind's results, facets, and both in the address. No word stands here: the
   page brings them (templates/variorum-search.html). A classic script, since modules do not load
   from file:, of which the page must speak. */

(() => {
  "use strict";

  const page = document.getElementById("variorum-search");
  if (!page) return;
  const form = page.querySelector("[data-search]");
  const field = form.elements.q;
  const facets = [...form.querySelectorAll("[data-facet]")];
  const count = form.querySelector(".search-count");
  const chips = form.querySelector(".search-chips");
  const nothing = form.querySelector(".search-nothing");
  const list = form.querySelector(".search-results");
  const more = form.querySelector(".search-more");
  const root = new URL(page.dataset.root, location);
  const STEP = 10;
  const MARKED_WORDS = 8;

  let pagefind;
  /* The documents that changed since a large index was made: a second one has their words. */
  let changed = [];
  let results = [];
  let shown = 0;
  let turn = 0;

  const made = (name) =>
    page.querySelector(`[data-template=${name}]`).content.firstElementChild.cloneNode(true);

  const give_notice = (name) => {
    page.querySelector(`[data-notice=${name}]`).hidden = false;
    const registers = page.querySelector("[data-registers]");
    if (registers) registers.hidden = false;
  };

  /* What is asked: in the address, so that it can be linked and gone back to. */

  const asked = () => {
    const address = new URL(location).searchParams;
    const chosen = {};
    for (const { dataset } of facets) {
      const values = address.getAll(dataset.facet);
      if (values.length) chosen[dataset.facet] = values;
    }
    return { words: (address.get("q") || "").trim(), chosen };
  };

  const address_of = ({ words, chosen }) => {
    const address = new URL(location.pathname, location);
    if (words) address.searchParams.set("q", words);
    for (const [facet, values] of Object.entries(chosen))
      for (const value of values) address.searchParams.append(facet, value);
    return address;
  };

  const ask = (question, replace = false) => {
    const address = address_of(question);
    if (address.href === location.href) return;
    history[replace ? "replaceState" : "pushState"](null, "", address);
    answer();
  };

  const without = (chosen, facet, value) => {
    const { [facet]: values, ...rest } = chosen;
    const left = value === undefined ? [] : values.filter((other) => other !== value);
    return left.length ? { ...rest, [facet]: left } : rest;
  };

  /* Pagefind folds diacritics and typographic apostrophes, but not the modifier letters of
     transcriptions; the index has them as apostrophes too. */
  const search = (words, chosen) => {
    const filters = {};
    for (const [facet, values] of Object.entries(chosen)) filters[facet] = { any: values };
    if (changed.length) filters.none = changed.map((name) => ({ page: name }));
    return pagefind.search(words ? words.replace(/[ʹʻʼ]/g, "’") : null, { filters });
  };

  /* Facets: the numbers of one are those without its own choice, for its values add up. */

  const count_values = async ({ words, chosen }, all) => {
    const numbers = {};
    for (const { dataset } of facets) {
      const facet = dataset.facet;
      const found = chosen[facet] ? await search(words, without(chosen, facet)) : all;
      numbers[facet] = found.filters[facet] || {};
    }
    return numbers;
  };

  const sorted_values = (facet, numbers, values) => {
    const order = JSON.parse(facet.dataset.order);
    const place = (value) => (order.includes(value) ? order.indexOf(value) : order.length);
    const is_year = facet.dataset.facet === "year";
    return values.sort(
      (a, b) =>
        place(a) - place(b) ||
        (is_year ? b.localeCompare(a) : (numbers[b] || 0) - (numbers[a] || 0)) ||
        a.localeCompare(b),
    );
  };

  const show_facets = ({ chosen }, all_numbers) => {
    const focused = document.activeElement;
    for (const facet of facets) {
      const name = facet.dataset.facet;
      const numbers = all_numbers[name];
      const mine = chosen[name] || [];
      const there = Object.keys(numbers).filter((value) => numbers[value]);
      const values = sorted_values(facet, numbers, [...new Set([...there, ...mine])]);
      const rows = values.map((value) => {
        const row = made("value");
        const box = row.querySelector("input");
        box.name = name;
        box.value = value;
        box.checked = mine.includes(value);
        row.querySelector(".search-value").textContent = value;
        row.querySelector(".search-number").textContent = numbers[value] || 0;
        return row;
      });
      const had = facet.contains(focused) ? focused.value : undefined;
      facet.querySelector("ul").replaceChildren(...rows);
      facet.hidden = rows.length === 0;
      if (had !== undefined)
        [...facet.querySelectorAll("input")].find((box) => box.value === had)?.focus();
    }
  };

  const show_chips = ({ words, chosen }) => {
    const rows = Object.entries(chosen).flatMap(([facet, values]) =>
      values.map((value) => {
        const chip = made("chip");
        const button = chip.querySelector("button");
        button.querySelector("span").textContent = value;
        button.setAttribute("aria-label", chips.dataset.remove.replace("%s", () => value));
        button.addEventListener("click", () => {
          ask({ words, chosen: without(chosen, facet, value) });
          field.focus();
        });
        return chip;
      }),
    );
    chips.replaceChildren(...rows);
    chips.hidden = rows.length === 0;
  };

  /* Results. */

  const plain = (text) => text.replace(/&lt;/g, "<").replace(/&gt;/g, ">");

  const marked = (excerpt) =>
    excerpt.split(/(<mark>.*?<\/mark>)/).map((part) => {
      const inside = /^<mark>(.*)<\/mark>$/.exec(part);
      if (!inside) return plain(part);
      const mark = document.createElement("mark");
      mark.textContent = plain(inside[1]);
      return mark;
    });

  const cut_off = ({ content, excerpt }) => {
    const words = excerpt.replace(/<\/?mark>/g, "").trim();
    const before = content.startsWith(words) ? "" : "… ";
    return before + excerpt + (content.trimEnd().endsWith(words) ? "" : " …");
  };

  const found_words = ({ content, locations }) => {
    const words = content.split(/\s+/);
    const found = locations.map((place) =>
      plain(words[place] || "").replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, ""),
    );
    return [...new Set(found.filter(Boolean))].slice(0, MARKED_WORDS);
  };

  const show_result = (data) => {
    const row = made("result");
    const link = row.querySelector("a");
    const target = new URL(data.raw_url, root);
    for (const word of found_words(data)) target.searchParams.append("highlight", word);
    link.href = target.href;
    const { title } = data.meta;
    const { kind = [], status = [], source = [] } = data.filters;
    link.textContent = [title, ...source.filter((name) => !title.includes(name))].join(" · ");
    row.querySelector(".search-kind").textContent = [...kind, ...status].join(" · ");
    row.querySelector(".search-excerpt").append(...marked(cut_off(data)));
    return row;
  };

  const show_more = async (mine) => {
    const next = results.slice(shown, shown + STEP);
    const rows = (await Promise.all(next.map((result) => result.data()))).map(show_result);
    if (mine !== turn) return;
    shown += next.length;
    list.append(...rows);
    more.hidden = shown >= results.length;
    return rows[0];
  };

  const suggest = async ({ words, chosen }, mine) => {
    const unfiltered = nothing.querySelector("[data-without]");
    const fewer = nothing.querySelector("[data-fewer]");
    unfiltered.hidden = fewer.hidden = true;
    if (Object.keys(chosen).length) {
      const { results: others } = await search(words, {});
      if (mine !== turn) return;
      unfiltered.hidden = others.length === 0;
      unfiltered.querySelector("span").textContent = others.length;
      unfiltered.querySelector("button").onclick = () => {
        ask({ words, chosen: {} });
        field.focus();
      };
    }
    const single = [...new Set(words.replace(/["“”„]/g, " ").split(/\s+/).filter(Boolean))];
    if (single.length > 1) {
      const links = [];
      for (const word of single.slice(0, MARKED_WORDS)) {
        const number = (await search(word, chosen)).results.length;
        if (!number) continue;
        const link = document.createElement("a");
        link.href = address_of({ words: word, chosen });
        link.textContent = word;
        links.push(links.length ? ", " : "", link, ` (${number})`);
      }
      if (mine !== turn) return;
      fewer.querySelector("span").replaceChildren(...links);
      fewer.hidden = links.length === 0;
    }
  };

  const answer = async () => {
    const mine = ++turn;
    const question = asked();
    if (document.activeElement !== field || field.value.trim() !== question.words)
      field.value = question.words;
    const wanted = question.words || Object.keys(question.chosen).length;
    const all = await search(question.words, question.chosen);
    const numbers = await count_values(question, all);
    if (mine !== turn) return;
    results = wanted ? all.results : [];
    shown = 0;
    show_facets(question, numbers);
    show_chips(question);
    list.replaceChildren();
    more.hidden = true;
    nothing.hidden = true;
    count.textContent = wanted ? count.dataset.count.replace("%s", results.length) : "";
    if (results.length) await show_more(mine);
    else if (wanted) {
      await suggest(question, mine);
      if (mine === turn) nothing.hidden = false;
    }
  };

  const start = async () => {
    if (location.protocol === "file:") return give_notice("file");
    try {
      const bundle = new URL(page.dataset.bundle, location);
      pagefind = await import(new URL("pagefind.js", bundle));
      await pagefind.options({ excerptLength: 40 });
      await pagefind.init();
      const file = new URL("variorum-changes.json", bundle);
      const { pages, second } = await (await fetch(file, { cache: "no-cache" })).json();
      if (second) await pagefind.mergeIndex(new URL("changes/", bundle).href);
      changed = pages;
      await pagefind.filters();
    } catch {
      return give_notice("failed");
    }
    form.hidden = false;
    if (matchMedia("(max-width: 48rem)").matches)
      form.querySelector(".search-facets").open = false;
    await answer();
    if (!asked().words) field.focus({ preventScroll: true });
  };

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(waiting);
    ask({ ...asked(), words: field.value.trim() });
  });
  let waiting;
  field.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => ask({ ...asked(), words: field.value.trim() }, true), 250);
  });
  form.addEventListener("change", ({ target }) => {
    if (target.type !== "checkbox") return;
    const { words, chosen } = asked();
    const values = chosen[target.name] || [];
    ask({
      words,
      chosen: target.checked
        ? { ...chosen, [target.name]: [...values, target.value] }
        : without(chosen, target.name, target.value),
    });
  });
  more.addEventListener("click", async () => {
    const first = await show_more(turn);
    first?.querySelector("a").focus();
  });
  addEventListener("popstate", () => pagefind && answer());
  start();
})();
