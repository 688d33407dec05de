import { stand } from "./geometry.mjs";

// Drawn by the sheet from `data-shown`: the name of the button says it in full.
const EDGES = ["w", "e", "s", "se"];
const TINY = 40;

// One button for each box of the open document, on its page.
export class Views {
  constructor(parts) {
    Object.assign(this, parts);
    this.elements = new Map();
    this.selected = "";
    this.selecting = [];
    this.boxes.listeners.push(() => this.show());
    this.show();
  }

  show() {
    const here = this.boxes.all.filter((box) => box.document === this.document);
    const ids = new Set(here.map((box) => box.id));
    for (const [id, element] of this.elements) {
      if (!ids.has(id)) {
        element.remove();
        this.elements.delete(id);
      }
    }
    here.forEach((box) => this.draw(box));
    if (this.selected && !ids.has(this.selected)) {
      this.select("");
    }
  }

  // `box` may be where one is just being dragged, not yet in the set.
  draw(box) {
    const element = this.elements.get(box.id) ?? this.created(box.id);
    const layer = this.sheets.layer(box.page);
    const party = this.naming.party(box);
    if (element.parentElement !== layer) {
      const had = element === document.activeElement;
      layer.append(element);
      if (had) {
        element.focus({ preventScroll: true });
      }
    }
    stand(element, box, this.sheets.size(box.page));
    element.className = `placed mark mark--${party.mark}`;
    element.querySelector(".mark__letter").dataset.shown = party.letter;
    element.querySelector(".placed__word").dataset.shown = this.naming.mark(box);
    element.classList.toggle("placed--tiny", element.clientWidth < TINY);
    element.setAttribute("aria-label", this.naming.of(box));
    element.setAttribute("aria-pressed", String(box.id === this.selected));
  }

  created(id) {
    const element = document.createElement("button");
    element.type = "button";
    element.dataset.box = id;
    const letter = document.createElement("span");
    letter.className = "mark__letter";
    const word = document.createElement("span");
    word.className = "placed__word";
    element.append(letter, word, ...EDGES.map((edge) => this.handle(edge)));
    this.elements.set(id, element);
    return element;
  }

  handle(edge) {
    const handle = document.createElement("span");
    handle.className = "placed__handle";
    handle.dataset.edge = edge;
    return handle;
  }

  select(id) {
    this.selected = id;
    for (const [other, element] of this.elements) {
      element.setAttribute("aria-pressed", String(other === id));
    }
    this.selecting.forEach((listener) => listener(id));
  }

  focus(id) {
    this.elements.get(id)?.focus({ preventScroll: true });
    this.elements.get(id)?.scrollIntoView({ block: "nearest" });
  }
}
