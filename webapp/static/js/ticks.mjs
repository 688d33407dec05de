// One box over the ticks of a table ticks or clears all of the page; without this each row is ticked by itself.
for (const form of document.querySelectorAll("[data-ticks]")) {
  const head = form.querySelector("thead .table__tick");
  const boxes = [...form.querySelectorAll('tbody input[name="contract"]:not(:disabled)')];
  if (head && boxes.length) watch(head, boxes);
}

function wordsOf(head) {
  const words = document.createElement("span");
  words.className = "table__all";
  words.textContent = head.dataset.all;
  return words;
}

function watch(head, boxes) {
  const label = document.createElement("label");
  const all = document.createElement("input");
  label.className = "choice";
  all.type = "checkbox";
  label.append(all, wordsOf(head));
  head.replaceChildren(label);
  all.addEventListener("change", () => boxes.forEach((box) => (box.checked = all.checked)));
  const told = () => {
    const ticked = boxes.filter((box) => box.checked).length;
    all.checked = ticked === boxes.length;
    all.indeterminate = ticked > 0 && !all.checked;
  };
  boxes.forEach((box) => box.addEventListener("change", told));
  told();
}
