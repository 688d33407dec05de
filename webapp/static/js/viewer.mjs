// The document island: pdf.js shows the exact bytes; if anything fails, the pictures inside stay and say so.
import { openDocument } from "./viewer/document.mjs";
import { Pages } from "./viewer/pages.mjs";
import { connectTools } from "./viewer/tools.mjs";

async function start(root) {
  try {
    const { pdfjs, pdf } = await openDocument(root.dataset.pdfUrl, root.dataset.vendor);
    const host = root.querySelector("[data-viewer-pages]");
    const pages = new Pages(host, pdf, pdfjs, root.dataset.wordsPage);
    await pages.showFirst();
    connectTools(root, pages);
    if (root.dataset.showAll === "yes") {
      await pages.showAll();
    }
    root.dataset.state = "ready";
  } catch (fault) {
    console.warn("viewer:", fault);
    root.querySelector("[data-viewer-state]").textContent = root.dataset.wordsFailed;
    root.dataset.state = "pictures";
  }
}

for (const root of document.querySelectorAll("[data-viewer]")) {
  start(root);
}
