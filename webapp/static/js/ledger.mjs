// A value of 契約台帳 opens where it stands; without this module 「編集」 leads to a page with all of them.

const PATIENCE_MS = 8000;

function say(table, words) {
  table.closest("form").querySelector("[data-ledger-state]").textContent = words;
}

function button(words, kind) {
  const one = document.createElement("button");
  one.type = "button";
  one.className = `button button--${kind}`;
  one.textContent = words;
  return one;
}

function control(cell) {
  const { kind, typed, value, choices } = cell.dataset;
  if (choices) {
    const list = document.createElement("select");
    for (const [code, words] of JSON.parse(choices)) list.add(new Option(words, code, false, code === value));
    return list;
  }
  const box = document.createElement(kind === "memo" ? "textarea" : "input");
  if (kind === "memo") box.rows = 4;
  box.value = typed;
  return box;
}

function named(box, words) {
  box.className = "input";
  box.setAttribute("aria-label", words);
  return box;
}

class Editor {
  constructor(table, cell) {
    this.table = table;
    this.cell = cell;
    this.shown = cell.querySelector(".ledger__value");
    this.seen = cell.dataset.value;
    this.box = named(control(cell), cell.dataset.label);
    this.fault = document.createElement("p");
    this.fault.className = "field__error";
    this.fault.setAttribute("role", "alert");
    this.frame = document.createElement("div");
    this.frame.className = "ledger__editor";
    this.frame.append(this.box, ...this.reasonBox(), this.fault, this.acts());
  }

  reasonBox() {
    if (!this.cell.closest("tr").hasAttribute("data-needs-reason")) return [];
    this.reason = named(document.createElement("input"), this.table.dataset.reason);
    this.reason.placeholder = this.table.dataset.reason;
    return [this.reason];
  }

  acts() {
    const acts = document.createElement("div");
    const save = button(this.table.dataset.save, "secondary");
    const leave = button(this.table.dataset.cancel, "quiet");
    save.addEventListener("click", () => this.save());
    leave.addEventListener("click", () => this.close());
    acts.className = "actions actions--start";
    acts.append(save, leave);
    return acts;
  }

  open() {
    this.shown.hidden = true;
    this.cell.append(this.frame);
    this.cell.dataset.editing = "";
    this.cell.removeAttribute("tabindex");
    this.cell.removeAttribute("role");
    this.frame.addEventListener("keydown", (event) => this.key(event));
    this.box.focus();
  }

  key(event) {
    event.stopPropagation();
    if (event.isComposing) return;
    if (event.key === "Escape") {
      this.close();
    } else if (event.key === "Enter" && event.target.matches("input, select")) {
      event.preventDefault();
      this.save();
    }
  }

  close() {
    this.frame.remove();
    this.shown.hidden = false;
    delete this.cell.dataset.editing;
    ready(this.cell);
    this.cell.focus();
  }

  async save() {
    const form = this.table.closest("form");
    const body = new URLSearchParams({ csrf_token: form.elements.csrf_token.value, value: this.box.value, seen: this.seen });
    if (this.reason) body.set("reason", this.reason.value);
    const path = `${this.cell.closest("tr").dataset.row}/${encodeURIComponent(this.cell.dataset.item)}`;
    say(this.table, this.table.dataset.saving);
    try {
      const signal = AbortSignal.timeout(PATIENCE_MS);
      const answer = await fetch(path, { method: "POST", body, redirect: "error", signal });
      this.answered(answer.ok, await answer.json());
    } catch {
      this.complain(this.table.dataset.failed);
    }
  }

  // What was typed stays in its field whatever the answer is; a second press knows what stands there now.
  answered(isSaved, told) {
    if (!isSaved) {
      if ("value" in told) this.seen = told.value;
      this.complain(told.sentence);
      return;
    }
    Object.assign(this.cell.dataset, { value: told.value, typed: told.typed });
    this.shown.textContent = told.shown || "—";
    say(this.table, this.table.dataset.saved);
    this.close();
  }

  complain(words) {
    say(this.table, "");
    this.fault.textContent = words;
    this.box.setAttribute("aria-invalid", "true");
  }
}

function ready(cell) {
  cell.tabIndex = 0;
  cell.classList.add("ledger__open");
}

for (const table of document.querySelectorAll("[data-ledger]")) {
  const cells = table.querySelectorAll("td[data-item]");
  cells.forEach(ready);
  const hint = table.closest("form").querySelector("[data-ledger-keys]");
  if (hint) hint.hidden = cells.length === 0;
  const begin = (cell) => {
    if (cell && !("editing" in cell.dataset)) new Editor(table, cell).open();
  };
  table.addEventListener("dblclick", (event) => begin(event.target.closest("td[data-item]")));
  table.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" && event.key !== "F2") return;
    if (!event.target.matches("td[data-item]")) return;
    event.preventDefault();
    begin(event.target);
  });
}
