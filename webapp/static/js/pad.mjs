// The pad for a signature by hand: strokes of mouse, finger or pen, kept in widths of the pad.
const WIDTH = 0.018;
const LEAST_STEP = 0.003;

class Pad {
  constructor(root) {
    this.paper = root.querySelector("[data-pad-paper]");
    this.field = root.querySelector("[data-pad-strokes]");
    this.state = root.querySelector("[data-pad-state]");
    this.strokes = this.kept();
    this.paper.hidden = false;
    root.querySelector("[data-pad-tools]").hidden = false;
    root.querySelector("[data-pad-undo]").addEventListener("click", () => this.undo());
    root.querySelector("[data-pad-clear]").addEventListener("click", () => this.clear());
    this.paper.addEventListener("pointerdown", (event) => this.begin(event));
    this.paper.addEventListener("pointermove", (event) => this.follow(event));
    for (const end of ["pointerup", "pointercancel"]) {
      this.paper.addEventListener(end, (event) => this.finish(event));
    }
    new ResizeObserver(() => this.draw()).observe(this.paper);
    this.draw();
  }

  // What was drawn before a refusal is drawn again: nothing is lost.
  kept() {
    try {
      return JSON.parse(this.field.value || "[]");
    } catch {
      return [];
    }
  }

  at(event) {
    const box = this.paper.getBoundingClientRect();
    const round = (value) => Math.round(value * 10000) / 10000;
    return [round((event.clientX - box.left) / box.width), round((event.clientY - box.top) / box.width)];
  }

  begin(event) {
    if (!event.isPrimary || event.button > 0) return;
    event.preventDefault();
    this.paper.setPointerCapture(event.pointerId);
    this.current = [this.at(event)];
    this.strokes.push(this.current);
    this.draw();
  }

  follow(event) {
    if (!this.current || !event.isPrimary) return;
    for (const step of event.getCoalescedEvents?.() ?? [event]) {
      const [x, y] = this.at(step);
      const [lastX, lastY] = this.current.at(-1);
      if (Math.hypot(x - lastX, y - lastY) > LEAST_STEP) this.current.push([x, y]);
    }
    this.draw();
  }

  finish(event) {
    if (!this.current || !event.isPrimary) return;
    this.current = undefined;
    this.keep();
  }

  undo() {
    this.strokes.pop();
    this.keep();
  }

  clear() {
    this.strokes = [];
    this.keep();
  }

  keep() {
    this.field.value = this.strokes.length ? JSON.stringify(this.strokes) : "";
    this.state.textContent = `${this.strokes.length}${this.state.dataset.words}`;
    this.draw();
  }

  draw() {
    const ratio = window.devicePixelRatio || 1;
    const side = this.paper.clientWidth * ratio;
    this.paper.width = side;
    this.paper.height = this.paper.clientHeight * ratio;
    const pen = this.paper.getContext("2d");
    pen.lineCap = pen.lineJoin = "round";
    pen.lineWidth = WIDTH * side;
    pen.strokeStyle = getComputedStyle(this.paper).color;
    for (const stroke of this.strokes) {
      pen.beginPath();
      pen.moveTo(stroke[0][0] * side, stroke[0][1] * side);
      for (const [x, y] of stroke) pen.lineTo(x * side, y * side);
      pen.stroke();
    }
  }
}

for (const root of document.querySelectorAll("[data-pad]")) new Pad(root);
