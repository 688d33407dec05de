// Edges and middles of other boxes of the page, and the page's own middle, pull a box that comes near.
const REACH = 1.5;

const across = (box) => [box.left, box.left + box.width / 2, box.left + box.width];
const down = (box) => [box.top, box.top + box.height / 2, box.top + box.height];

function nearest(own, others) {
  let found = null;
  for (const one of own) {
    for (const other of others) {
      const by = other - one;
      if (Math.abs(by) <= REACH && (!found || Math.abs(by) < Math.abs(found.by))) {
        found = { by, at: other };
      }
    }
  }
  return found;
}

export function snapped(box, others, page) {
  const x = nearest(across(box), [...others.flatMap(across), page.width / 2]);
  const y = nearest(down(box), [...others.flatMap(down), page.height / 2]);
  return {
    left: box.left + (x?.by ?? 0),
    top: box.top + (y?.by ?? 0),
    guides: [...(x ? [{ axis: "down", at: x.at / page.width }] : []), ...(y ? [{ axis: "across", at: y.at / page.height }] : [])],
  };
}

export function showGuides(layer, guides) {
  hideGuides();
  for (const { axis, at } of guides) {
    const line = document.createElement("div");
    line.className = `placing__guide placing__guide--${axis}`;
    line.style[axis === "down" ? "left" : "top"] = `${100 * at}%`;
    layer.append(line);
  }
}

export function hideGuides() {
  document.querySelectorAll(".placing__guide").forEach((line) => line.remove());
}
