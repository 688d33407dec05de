import { fitted, pointOn } from "./geometry.mjs";
import { hideGuides, showGuides, snapped } from "./snapping.mjs";

const SLIP = 4;
const EDGE_OF_WINDOW = 48;

// Follows one pointer from press to release; without a move of some pixels it was a press.
export function follow(start, { move, end, cancel }) {
  let moved = false;
  const onMove = (event) => {
    if (event.pointerId !== start.pointerId) {
      return;
    }
    moved ||= Math.hypot(event.clientX - start.clientX, event.clientY - start.clientY) > SLIP;
    if (moved) {
      event.preventDefault();
      scrollAtEdge(event);
      move(event);
    }
  };
  const stop = (act) => (event) => {
    if (event.pointerId === start.pointerId) {
      removeEventListener("pointermove", onMove);
      removeEventListener("pointerup", onUp);
      removeEventListener("pointercancel", onCancel);
      hideGuides();
      act(event, moved);
    }
  };
  const onUp = stop(end);
  const onCancel = stop(cancel);
  addEventListener("pointermove", onMove, { passive: false });
  addEventListener("pointerup", onUp);
  addEventListener("pointercancel", onCancel);
}

function scrollAtEdge(event) {
  if (event.clientY < EDGE_OF_WINDOW) {
    scrollBy(0, -12);
  } else if (event.clientY > innerHeight - EDGE_OF_WINDOW) {
    scrollBy(0, 12);
  }
}

// Moving and resizing what stands on the pages.
export function connectDragging({ sheets, boxes, views, voice, naming }) {
  sheets.host.addEventListener("pointerdown", (event) => {
    const element = event.target.closest("[data-box]");
    if (!element || event.button !== 0) {
      return;
    }
    const box = boxes.find(element.dataset.box);
    const edge = event.target.closest("[data-edge]")?.dataset.edge;
    event.preventDefault();
    views.select(box.id);
    element.focus({ preventScroll: true });
    (edge ? resize : carry)(box, event, edge);
  });

  function carry(box, start) {
    const from = pointOn(sheets.layer(box.page), sheets.size(box.page), start);
    const grip = { x: from.x - box.left, y: from.y - box.top };
    let now = box;
    follow(start, {
      move: (event) => {
        const page = sheets.at(event) || now.page;
        const point = pointOn(sheets.layer(page), sheets.size(page), event);
        now = pulled({ ...box, page, left: point.x - grip.x, top: point.y - grip.y });
        views.draw(now);
      },
      end: (_event, moved) => moved && done(box.id, now),
      cancel: () => views.draw(box),
    });
  }

  function resize(box, start, edge) {
    const page = sheets.size(box.page);
    const from = pointOn(sheets.layer(box.page), page, start);
    let now = box;
    follow(start, {
      move: (event) => {
        const point = pointOn(sheets.layer(box.page), page, event);
        now = stretched(box, edge, point.x - from.x, point.y - from.y, page);
        views.draw(now);
      },
      end: (_event, moved) => moved && done(box.id, now),
      cancel: () => views.draw(box),
    });
  }

  function stretched(box, edge, x, y, page) {
    const wider = edge.includes("e") ? x : edge === "w" ? -x : 0;
    const { least, most } = boxes.sizes[box.kind];
    const right = box.left + box.width;
    const room = edge === "w" ? right : page.width - box.left;
    const width = Math.min(Math.max(box.width + wider, least.width), most.width, room);
    const height = Math.min(box.height + (edge.includes("s") ? y : 0), page.height - box.top);
    const left = edge === "w" ? right - width : box.left;
    return fitted({ ...box, left, width, height }, page, boxes.sizes);
  }

  function pulled(box) {
    const page = sheets.size(box.page);
    const within = fitted(box, page, boxes.sizes);
    const others = boxes.all.filter((one) => one.id !== box.id && one.document === box.document && one.page === box.page);
    const { left, top, guides } = snapped(within, others, page);
    showGuides(sheets.layer(box.page), guides);
    return fitted({ ...within, left, top }, page, boxes.sizes);
  }

  function done(id, now) {
    boxes.change(id, now);
    voice.say(`${naming.place(now)} ${naming.size(now)}`);
  }
}
