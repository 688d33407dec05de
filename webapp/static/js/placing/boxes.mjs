import { fitted } from "./geometry.mjs";
import { History } from "./history.mjs";

// crypto.randomUUID is only there over https; this is there everywhere.
export function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

// The whole set, with what it was before; every change is told to those who listen.
export class Boxes {
  constructor(given) {
    Object.assign(this, { pages: given.pages, sizes: given.sizes, listeners: [] });
    this.history = new History(given.boxes);
  }

  get all() {
    return this.history.current;
  }

  find(id) {
    return this.all.find((box) => box.id === id);
  }

  pageOf(box) {
    return this.pages[box.document - 1][box.page - 1];
  }

  fitted(box) {
    return fitted(box, this.pageOf(box), this.sizes);
  }

  add(...boxes) {
    this.set([...this.all, ...boxes.map((box) => this.fitted(box))]);
  }

  change(id, changes, run = "") {
    this.set(
      this.all.map((box) => (box.id === id ? this.fitted({ ...box, ...changes }) : box)),
      run,
    );
  }

  remove(id) {
    this.set(this.all.filter((box) => box.id !== id));
  }

  set(state, run = "") {
    this.history.push(state, run);
    this.tell();
  }

  step(by) {
    const moved = this.history.step(by);
    if (moved) {
      this.tell();
    }
    return Boolean(moved);
  }

  tell() {
    this.listeners.forEach((listener) => listener());
  }
}
