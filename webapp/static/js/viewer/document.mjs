// Without the CMaps, Japanese text in fonts that are not embedded vanishes silently: a signer would see a blank page.
export async function openDocument(url, vendor) {
  const base = new URL(vendor, document.baseURI).href;
  const pdfjs = await import(`${base}pdf.min.mjs`);
  pdfjs.GlobalWorkerOptions.workerSrc = `${base}pdf.worker.min.mjs`;
  const pdf = await pdfjs.getDocument({
    url,
    cMapUrl: `${base}cmaps/`,
    standardFontDataUrl: `${base}standard_fonts/`,
    wasmUrl: `${base}wasm/`,
    iccUrl: `${base}iccs/`,
    isEvalSupported: false,
    enableXfa: false,
  }).promise;
  return { pdfjs, pdf };
}
