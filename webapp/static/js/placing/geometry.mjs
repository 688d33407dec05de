// Boxes in millimetres of the page as displayed, and where they stand on the screen.
export const EXACT = 100;

export const rounded = (value) => Math.round(value * EXACT) / EXACT;

const within = (value, least, most) => Math.min(Math.max(value, least), Math.max(least, most));

// A box never larger than its kind allows nor than its page, and never outside of it.
export function fitted(box, page, sizes) {
  const { least, most } = sizes[box.kind];
  const width = within(box.width, least.width, Math.min(most.width, page.width));
  const height = within(box.height, least.height, Math.min(most.height, page.height));
  return {
    ...box,
    width: rounded(width),
    height: rounded(height),
    left: rounded(within(box.left, 0, page.width - width)),
    top: rounded(within(box.top, 0, page.height - height)),
  };
}

export const holds = (page, size) => size.width <= page.width && size.height <= page.height;

// The point of a pointer event in millimetres of the page whose layer this is.
export function pointOn(layer, page, event) {
  const shown = layer.getBoundingClientRect();
  return {
    x: ((event.clientX - shown.left) / shown.width) * page.width,
    y: ((event.clientY - shown.top) / shown.height) * page.height,
  };
}

export function stand(element, box, page) {
  element.style.left = `${(100 * box.left) / page.width}%`;
  element.style.top = `${(100 * box.top) / page.height}%`;
  element.style.width = `${(100 * box.width) / page.width}%`;
  element.style.height = `${(100 * box.height) / page.height}%`;
}
