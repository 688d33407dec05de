const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
const PAGES = { PageUp: -1, PageDown: 1 };
const MOVING = new Set([...Object.keys(ARROWS), ...Object.keys(PAGES), "Delete", "Backspace", "Enter"]);
const BY_LETTER = { z: "undo", y: "redo", d: "duplicate" };

// Arrows move by 1 mm, with Shift they change the size; the rest is as everywhere.
export function connectKeys({ root, acts, boxes, sheets, views }) {
  sheets.host.addEventListener("focusin", (event) => {
    const id = event.target.closest("[data-box]")?.dataset.box;
    if (id && id !== views.selected) {
      views.select(id);
    }
  });
  sheets.host.addEventListener("keydown", (event) => {
    const id = event.target.closest("[data-box]")?.dataset.box;
    if (id && id !== views.selected && MOVING.has(event.key)) {
      views.select(id);
    }
    if (id && pressed(event)) {
      event.preventDefault();
    }
  });
  document.addEventListener("keydown", (event) => {
    const act = (event.ctrlKey || event.metaKey) && !event.altKey && BY_LETTER[event.key.toLowerCase()];
    const typing = event.target.closest("input:not([type=checkbox]), textarea, select");
    if (act && !typing) {
      event.preventDefault();
      acts[act === "undo" && event.shiftKey ? "redo" : act]();
    }
  });

  function pressed(event) {
    const box = boxes.find(views.selected);
    if (!box || event.ctrlKey || event.metaKey || event.altKey) {
      return false;
    }
    if (event.key in ARROWS) {
      arrow(box, ARROWS[event.key], event.shiftKey);
    } else if (event.key in PAGES) {
      turn(box, PAGES[event.key]);
    } else if (event.key === "Delete" || event.key === "Backspace") {
      acts.remove();
    } else if (event.key === "Escape") {
      acts.close();
    } else if (event.key === "Enter") {
      root.querySelector("[data-placing-panel] select")?.focus();
    } else {
      return false;
    }
    return true;
  }

  function arrow(box, [x, y], isResize) {
    const changes = isResize
      ? { width: Math.min(box.width + x, boxes.pageOf(box).width - box.left), height: Math.min(box.height + y, boxes.pageOf(box).height - box.top) }
      : { left: box.left + x, top: box.top + y };
    acts.change(changes, isResize ? "resize" : "move");
  }

  function turn(box, by) {
    if (sheets.each[box.page - 1 + by]) {
      acts.change({ page: box.page + by });
      views.focus(box.id);
    }
  }
}
