// A field that offers names while it is typed into (WAI-ARIA combobox with a list). Without this it is a plain field.

const PAUSE = 150;

function connect(field) {
  const list = document.createElement("ul");
  list.id = `${field.id}-list`;
  list.className = "suggesting__list";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", field.dataset.offers);
  list.hidden = true;
  const told = document.createElement("p");
  told.className = "visually-hidden";
  told.setAttribute("role", "status");
  field.after(list, told);
  field.setAttribute("role", "combobox");
  field.setAttribute("aria-autocomplete", "list");
  field.setAttribute("aria-controls", list.id);
  field.setAttribute("aria-expanded", "false");

  let at = -1;
  let wait = 0;
  let asked = null;

  const close = () => {
    asked?.abort();
    clearTimeout(wait);
    list.hidden = true;
    at = -1;
    field.setAttribute("aria-expanded", "false");
    field.removeAttribute("aria-activedescendant");
  };

  const choose = (name) => {
    field.value = name;
    told.textContent = "";
    close();
    field.focus();
  };

  const move = (to) => {
    const options = [...list.children];
    if (!options.length) return;
    at = (to + options.length) % options.length;
    options.forEach((one, index) => one.setAttribute("aria-selected", String(index === at)));
    field.setAttribute("aria-activedescendant", options[at].id);
    options[at].scrollIntoView({ block: "nearest" });
  };

  const show = (names) => {
    const options = names.map((name, index) => {
      const one = document.createElement("li");
      one.id = `${list.id}-${index}`;
      one.className = "suggesting__one";
      one.setAttribute("role", "option");
      one.setAttribute("aria-selected", "false");
      one.textContent = name;
      one.addEventListener("mousedown", (event) => event.preventDefault());
      one.addEventListener("click", () => choose(name));
      return one;
    });
    list.replaceChildren(...options);
    at = -1;
    field.removeAttribute("aria-activedescendant");
    list.hidden = !names.length;
    field.setAttribute("aria-expanded", String(Boolean(names.length)));
    told.textContent = names.length ? field.dataset.told.replace("{count}", names.length) : "";
  };

  const ask = async () => {
    asked?.abort();
    asked = new AbortController();
    const address = new URL(field.dataset.suggestions, location.href);
    address.searchParams.set("q", field.value);
    try {
      const answer = await fetch(address, { signal: asked.signal });
      if (answer.ok) show((await answer.json()).names);
    } catch {
      // What cannot be asked is not offered; the field still narrows the list.
    }
  };

  field.addEventListener("input", (event) => {
    if (event.isComposing) return;
    close();
    if (field.value.trim()) wait = setTimeout(ask, PAUSE);
  });
  field.addEventListener("compositionend", () => {
    close();
    if (field.value.trim()) wait = setTimeout(ask, PAUSE);
  });
  field.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "Escape" && !list.hidden) {
      event.preventDefault();
      close();
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (list.hidden) return;
      event.preventDefault();
      move(event.key === "ArrowDown" ? at + 1 : at < 0 ? -1 : at - 1);
    } else if (event.key === "Enter" && !list.hidden && at >= 0) {
      event.preventDefault();
      choose(list.children[at].textContent);
    }
  });
  field.addEventListener("blur", close);
}

for (const field of document.querySelectorAll("[data-suggestions]")) {
  connect(field);
}
