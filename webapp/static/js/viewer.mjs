// The document island: pdf.js shows the exact bytes; if anything fails, the pictures inside stay and say so.
import { openDocument } from "./viewer/document.mjs";
import { Pages } from "./viewer/pages.mjs";
import { connectTools } from "./viewer/tools.mjs";

const PATIENCE_MS = 3000;

// On a slow line the picture of page 1 comes first, alone: pdf.js is ten times its size.
function pictureShown(root) {
  const picture = root.querySelector("[data-viewer-pages] img");
  if (!picture || picture.complete) return Promise.resolve();
  return new Promise((shown) => {
    picture.addEventListener("load", shown, { once: true });
    picture.addEventListener("error", shown, { once: true });
    setTimeout(shown, PATIENCE_MS);
  });
}

async function start(root) {
  try {
    await pictureShown(root);
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
