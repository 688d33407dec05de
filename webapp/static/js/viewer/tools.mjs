// The buttons above the pages, and 「すべて見る」, which without JavaScript is a plain link or form.
export function connectTools(root, pages) {
  const acts = {
    previous: () => step(pages, -1),
    next: () => step(pages, 1),
    smaller: () => pages.zoomBy(-1),
    larger: () => pages.zoomBy(1),
    all: () => showAll(root, pages),
  };
  root.addEventListener("click", (event) => {
    const act = event.target.closest("[data-viewer-do]")?.dataset.viewerDo;
    if (act in acts) {
      event.preventDefault();
      acts[act]();
    }
  });
  pages.changed = () => showState(root, pages);
  addEventListener("scroll", () => requestAnimationFrame(pages.changed), { passive: true });
  root.querySelector("[data-viewer-tools]").hidden = false;
  pages.changed();
}

async function step(pages, by) {
  if (by > 0 && pages.pages.length < pages.total) {
    tellOpened(root);
    await pages.showAll();
  }
  pages.goTo(Math.min(pages.total, Math.max(1, pages.current() + by)));
}

async function showAll(root, pages) {
  const more = root.querySelector("[data-viewer-more]");
  more.hidden = true;
  tellOpened(root);
  root.querySelector("[data-viewer-pages]").focus({ preventScroll: true });
  await pages.showAll();
  root.dispatchEvent(new CustomEvent("viewer:all-shown", { bubbles: true }));
}

// The person's press is recorded where the form says so. If this does not arrive, the next press tells it.
function tellOpened(root) {
  const form = root.querySelector("form[data-viewer-tells]");
  if (form) {
    fetch(form.action, { method: "POST", body: new FormData(form), redirect: "manual" }).catch(() => {});
  }
}

function showState(root, pages) {
  const current = pages.current();
  root.querySelector("[data-viewer-count]").textContent = `${current} / ${pages.total}`;
  const more = root.querySelector("[data-viewer-more]");
  if (more && pages.pages.length === pages.total) {
    more.hidden = true;
  }
  const able = {
    previous: current > 1,
    next: current < pages.total,
    smaller: pages.canZoom(-1),
    larger: pages.canZoom(1),
  };
  for (const [act, can] of Object.entries(able)) {
    root.querySelector(`[data-viewer-do="${act}"]`).disabled = !can;
  }
}
