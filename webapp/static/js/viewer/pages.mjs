import { Page } from "./page.mjs";

const ZOOMS = [0.75, 1, 1.25, 1.5, 2, 3];

// All pages that are shown, in one column; only those near the window are drawn.
export class Pages {
  constructor(host, pdf, pdfjs, words) {
    Object.assign(this, { host, pdf, pdfjs, words, pages: [], zoom: 1, changed: () => {} });
    this.nearby = new IntersectionObserver((entries) => this.drawNearby(entries), { rootMargin: "100% 0px" });
  }

  get total() {
    return this.pdf.numPages;
  }

  // The pictures stay until the first page really stands.
  async showFirst() {
    const first = await this.newPage(1);
    first.resize(this.width());
    await first.draw();
    this.host.replaceChildren(first.element);
    this.pages = [first];
    this.nearby.observe(first.element);
    this.followWidth();
    this.followPinch();
  }

  async showAll() {
    const numbers = Array.from({ length: this.total - this.pages.length }, (_, at) => at + this.pages.length + 1);
    const rest = await Promise.all(numbers.map((number) => this.newPage(number)));
    for (const page of rest) {
      page.resize(this.width());
      this.host.append(page.element);
      this.pages.push(page);
      this.nearby.observe(page.element);
    }
    this.host.classList.remove("viewer__pages--first");
    this.changed();
  }

  async newPage(number) {
    return new Page(await this.pdf.getPage(number), this.pdfjs, this.words.replace("{n}", number));
  }

  width() {
    const box = getComputedStyle(this.host);
    const room = this.host.clientWidth - parseFloat(box.paddingLeft) - parseFloat(box.paddingRight);
    return Math.max(1, Math.floor(room * ZOOMS[this.zoom]));
  }

  drawNearby(entries) {
    for (const entry of entries) {
      const page = this.pages.find((candidate) => candidate.element === entry.target);
      if (entry.isIntersecting) {
        page?.draw();
      } else {
        page?.release();
      }
    }
  }

  followWidth() {
    let known = this.host.clientWidth;
    new ResizeObserver(() => {
      if (Math.abs(this.host.clientWidth - known) > 1) {
        known = this.host.clientWidth;
        requestAnimationFrame(() => this.layOut());
      }
    }).observe(this.host);
  }

  // Redrawn once the fingers rest; three times the dots are enough for small print.
  followPinch() {
    let resting;
    window.visualViewport?.addEventListener("resize", () => {
      clearTimeout(resting);
      resting = setTimeout(() => {
        const pinch = Math.min(3, Math.max(1, Math.round(window.visualViewport.scale * 2) / 2));
        this.pages.forEach((page) => page.sharpen(pinch));
      }, 200);
    });
  }

  layOut() {
    const width = this.width();
    for (const page of this.pages) {
      page.resize(width);
      this.nearby.unobserve(page.element);
      this.nearby.observe(page.element);
    }
    this.changed();
  }

  zoomBy(step) {
    const wanted = this.zoom + step;
    if (wanted >= 0 && wanted < ZOOMS.length) {
      this.zoom = wanted;
      this.layOut();
    }
  }

  canZoom(step) {
    return ZOOMS[this.zoom + step] !== undefined;
  }

  // The page that crosses the middle of the window, counted from 1.
  current() {
    const middle = window.innerHeight / 2;
    const at = this.pages.findIndex((page) => page.element.getBoundingClientRect().bottom > middle);
    return at < 0 ? this.pages.length : at + 1;
  }

  goTo(number) {
    this.pages[number - 1]?.element.scrollIntoView({ block: "start" });
  }
}
