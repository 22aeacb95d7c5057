// Suggestions while one types in a search field: an ARIA combobox over what the form does anyway.
"use strict";

const WAIT = 120; // milliseconds without a keystroke before the archive is asked

function element(name, attributes, ...content) {
  const made = document.createElement(name);
  Object.entries(attributes).forEach(([key, value]) => made.setAttribute(key, value));
  made.append(...content);
  return made;
}

function suggest(input) {
  const id = `${input.id}-forslag`;
  const list = element("ul", { id, class: "typeahead", role: "listbox", "aria-label": "Forslag", hidden: "" });
  const status = element("p", { class: "visually-hidden", role: "status" });
  let found = [];
  let active = -1; // -1: the field itself
  let timer;
  let asked = new AbortController();

  input.parentElement.append(list, status);
  input.role = "combobox";
  input.ariaAutoComplete = "list";
  input.setAttribute("aria-controls", id);

  function activate(place) {
    active = place;
    found.forEach((_, at) => (list.children[at].ariaSelected = String(at === place)));
    input.setAttribute("aria-activedescendant", place < 0 ? "" : `${id}-${place}`);
    list.children[place]?.scrollIntoView({ block: "nearest" });
  }

  function show(suggestions, message) {
    found = suggestions;
    list.replaceChildren(
      ...found.map(({ text, kind }, place) =>
        element("li", { id: `${id}-${place}`, role: "option" }, `${text} `, element("span", {}, kind)),
      ),
    );
    list.hidden = !found.length;
    input.ariaExpanded = String(!list.hidden);
    status.textContent = message;
    activate(-1);
  }

  function stop() {
    clearTimeout(timer);
    asked.abort();
  }

  function close() {
    stop();
    show([], "");
  }

  async function ask() {
    stop();
    const { signal } = (asked = new AbortController());
    try {
      const query = new URLSearchParams({ q: input.value });
      const answer = await fetch(`${input.form.action}forslag/?${query}`, { signal });
      const { suggestions = [] } = await answer.json();
      show(suggestions, suggestions.length ? `${suggestions.length} forslag` : "Ingen forslag");
    } catch {
      if (!signal.aborted) close(); // no answer: the field stays a field
    }
  }

  function choose({ kind, text, url }) {
    close();
    if (kind !== "Ord") return location.assign(url);
    input.value = text;
    input.form.requestSubmit();
  }

  input.addEventListener("input", () => {
    stop();
    if (input.value.trim()) timer = setTimeout(ask, WAIT);
    else close();
  });
  input.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const places = found.length + 1;
    if (event.isComposing || event.altKey || !input.value.trim()) return;
    if (step && list.hidden) ask();
    else if (step) activate(((active + 1 + step + places) % places) - 1);
    else if (event.key === "Enter" && active >= 0) choose(found[active]);
    else if (event.key === "Escape" && !list.hidden) close();
    else return;
    event.preventDefault();
  });
  input.addEventListener("blur", close);
  input.form.addEventListener("submit", close);
  list.addEventListener("mousedown", (event) => event.preventDefault()); // the focus stays in the field
  list.addEventListener("click", (event) => {
    const place = [...list.children].indexOf(event.target.closest("li"));
    if (place >= 0) choose(found[place]);
  });
  close();
}

document.querySelectorAll('form input[type="search"]').forEach(suggest);
