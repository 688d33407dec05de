// iOS refuses a canvas beyond this many pixels.
const LARGEST_CANVAS = 16_000_000;

export class Page {
  constructor(pdfPage, pdfjs, label) {
    this.pdfPage = pdfPage;
    this.pdfjs = pdfjs;
    this.element = document.createElement("div");
    this.element.className = "viewer__page";
    this.element.setAttribute("role", "group");
    this.element.setAttribute("aria-label", label);
    this.round = 0;
    this.pinch = 1;
  }

  // Lay the page out `width` CSS pixels wide; what was drawn at another size is dropped.
  resize(width) {
    const natural = this.pdfPage.getViewport({ scale: 1 });
    this.viewport = this.pdfPage.getViewport({ scale: width / natural.width });
    this.element.style.width = `${Math.floor(this.viewport.width)}px`;
    this.element.style.height = `${Math.floor(this.viewport.height)}px`;
    this.element.style.setProperty("--total-scale-factor", this.viewport.scale);
    this.element.style.setProperty("--scale-round-x", "1px");
    this.element.style.setProperty("--scale-round-y", "1px");
    this.release();
  }

  release() {
    this.round += 1;
    this.task?.cancel();
    this.words?.cancel();
    this.drawing = null;
    this.element.replaceChildren();
  }

  // Two fingers enlarge the whole window: the same page again with more dots, the old one standing meanwhile.
  sharpen(pinch) {
    const isDrawn = this.drawing && pinch !== this.pinch;
    this.pinch = pinch;
    if (isDrawn) {
      this.round += 1;
      this.task?.cancel();
      this.drawing = null;
      this.draw();
    }
  }

  draw() {
    this.drawing ??= this.drawNow(this.round).catch((fault) => {
      if (fault.name !== "RenderingCancelledException" && fault.name !== "AbortException") {
        throw fault;
      }
    });
    return this.drawing;
  }

  async drawNow(round) {
    const canvas = this.newCanvas();
    const ratio = canvas.width / this.viewport.width;
    this.task = this.pdfPage.render({ canvas, viewport: this.viewport, transform: [ratio, 0, 0, ratio, 0, 0] });
    await this.task.promise;
    if (round !== this.round) {
      return;
    }
    this.element.replaceChildren(canvas);
    await this.addWords();
  }

  newCanvas() {
    const { width, height } = this.viewport;
    const ratio = Math.min((window.devicePixelRatio || 1) * this.pinch, Math.sqrt(LARGEST_CANVAS / (width * height)));
    const canvas = document.createElement("canvas");
    canvas.width = Math.floor(width * ratio);
    canvas.height = Math.floor(height * ratio);
    canvas.style.width = `${Math.floor(width)}px`;
    canvas.style.height = `${Math.floor(height)}px`;
    canvas.setAttribute("aria-hidden", "true");
    return canvas;
  }

  async addWords() {
    const layer = document.createElement("div");
    layer.className = "text-layer";
    this.element.append(layer);
    this.words = new this.pdfjs.TextLayer({
      textContentSource: this.pdfPage.streamTextContent(),
      container: layer,
      viewport: this.viewport,
    });
    await this.words.render();
  }
}
