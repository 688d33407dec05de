import { newId } from "./boxes.mjs";

const BESIDE = 5;
const INPUTS = new Set(["text", "check"]);

// What is done with a box, by whatever key or button.
export class Acts {
  constructor(parts) {
    Object.assign(this, parts);
  }

  get box() {
    return this.boxes.find(this.views.selected);
  }

  // What may be made once more: an input was settled when the contract was sent.
  get original() {
    const { box } = this;
    return box && this.given.fixed && INPUTS.has(box.kind) ? undefined : box;
  }

  remove() {
    const { box } = this;
    if (box) {
      this.boxes.remove(box.id);
      this.voice.say(this.naming.told("removed", { name: this.naming.short(box) }));
      (this.sheets.host.querySelector("[data-box]") ?? this.sheets.host).focus({ preventScroll: true });
    }
  }

  duplicate() {
    const box = this.original;
    if (box) {
      const copy = { ...box, id: newId(), left: box.left + BESIDE, top: box.top + BESIDE };
      this.boxes.add(copy);
      this.views.select(copy.id);
      this.views.focus(copy.id);
      this.voice.say(this.naming.told("added", { name: this.naming.of(this.boxes.find(copy.id)) }));
    }
  }

  // すべてのページにコピー: the same place on every other page of this document.
  copy() {
    const box = this.original;
    if (box) {
      const pages = this.boxes.pages[box.document - 1].map((_size, at) => at + 1).filter((page) => page !== box.page);
      this.boxes.add(...pages.map((page) => ({ ...box, id: newId(), page })));
      this.voice.say(this.naming.told("copied", { count: pages.length }));
    }
  }

  change(changes, run = "") {
    const { box } = this;
    if (box) {
      this.boxes.change(box.id, changes, run && `${run} ${box.id}`);
      const now = this.boxes.find(box.id);
      this.voice.say(`${this.naming.place(now)} ${this.naming.size(now)}`);
    }
  }

  step(by) {
    if (this.boxes.step(by)) {
      this.voice.say(this.naming.told(by < 0 ? "undone" : "redone"));
    }
  }

  undo() {
    this.step(-1);
  }

  redo() {
    this.step(1);
  }

  smaller() {
    this.sheets.zoomBy(-1);
  }

  larger() {
    this.sheets.zoomBy(1);
  }

  close() {
    this.views.select("");
    if (!document.activeElement?.closest("[data-box]")) {
      this.sheets.host.focus({ preventScroll: true });
    }
  }
}
