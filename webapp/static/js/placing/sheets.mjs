import { openDocument } from "../viewer/document.mjs";
import { Page } from "../viewer/page.mjs";

const ZOOMS = [0.5, 0.75, 1, 1.5, 2, 3];
const WIDEST = 900;

// The pages of the open document: pictures first, drawn by pdf.js as they come near the window.
export class Sheets {
  constructor(root, sizes) {
    Object.assign(this, { root, sizes, zoom: 2, drawn: new Map() });
    this.host = root.querySelector("[data-placing-pages]");
    this.each = [...root.querySelectorAll("[data-placing-sheet]")];
    this.nearby = new IntersectionObserver((entries) => this.drawNearby(entries), { rootMargin: "100% 0px" });
    new ResizeObserver(() => requestAnimationFrame(() => this.layOut())).observe(this.host);
    this.layOut();
  }

  async open() {
    const { pdfjs, pdf } = await openDocument(this.root.dataset.pdfUrl, this.root.dataset.vendor);
    Object.assign(this, { pdfjs, pdf });
    await this.draw(this.each[0]);
    this.each.forEach((sheet) => this.nearby.observe(sheet));
  }

  layer(number) {
    return this.each[number - 1]?.querySelector("[data-placing-layer]");
  }

  size(number) {
    return this.sizes[number - 1];
  }

  // The page under a point of the window, and else none.
  at(event) {
    return this.each.findIndex((sheet) => {
      const box = sheet.getBoundingClientRect();
      return event.clientX >= box.left && event.clientX <= box.right && event.clientY >= box.top && event.clientY <= box.bottom;
    }) + 1;
  }

  // The page of which most is in sight, and the middle of what is seen of it, in millimetres.
  inSight() {
    const seen = this.each.map((sheet) => {
      const box = sheet.getBoundingClientRect();
      return { top: Math.max(box.top, 0), bottom: Math.min(box.bottom, this.floor()), box };
    });
    const best = seen.reduce((most, one, at) => (one.bottom - one.top > seen[most].bottom - seen[most].top ? at : most), 0);
    const { top, bottom, box } = seen[best];
    const share = Math.min(0.9, Math.max(0.1, ((top + bottom) / 2 - box.top) / box.height));
    return { page: best + 1, x: this.sizes[best].width / 2, y: this.sizes[best].height * share };
  }

  // On a phone the palette covers the foot of the window.
  floor() {
    const side = this.root.querySelector("[data-placing-side]").getBoundingClientRect();
    return side.width > window.innerWidth / 2 ? Math.min(side.top, window.innerHeight) : window.innerHeight;
  }

  zoomBy(step) {
    this.zoom = Math.min(ZOOMS.length - 1, Math.max(0, this.zoom + step));
    this.layOut();
  }

  canZoom(step) {
    return ZOOMS[this.zoom + step] !== undefined;
  }

  layOut() {
    const box = getComputedStyle(this.host);
    const room = this.host.clientWidth - parseFloat(box.paddingLeft) - parseFloat(box.paddingRight);
    const width = Math.floor(Math.min(room, WIDEST) * ZOOMS[this.zoom]);
    if (width === this.width || width < 1) {
      return;
    }
    this.width = width;
    this.each.forEach((sheet, at) => {
      sheet.style.width = `${width}px`;
      sheet.style.height = `${(width * this.sizes[at].height) / this.sizes[at].width}px`;
    });
    for (const [sheet, page] of this.drawn) {
      page.resize(width);
      this.nearby.unobserve(sheet);
      this.nearby.observe(sheet);
    }
  }

  drawNearby(entries) {
    for (const entry of entries) {
      if (entry.isIntersecting) {
        this.draw(entry.target);
      } else {
        this.drawn.get(entry.target)?.release();
      }
    }
  }

  async draw(sheet) {
    let page = this.drawn.get(sheet);
    if (!page) {
      const number = Number(sheet.dataset.placingSheet);
      page = new Page(await this.pdf.getPage(number), this.pdfjs, "");
      page.element.removeAttribute("role");
      page.element.removeAttribute("aria-label");
      this.drawn.set(sheet, page);
      page.resize(this.width);
      await page.draw();
      sheet.querySelector("[data-placing-paper]").replaceChildren(page.element);
    }
    await page.draw();
  }
}
