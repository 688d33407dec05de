// A field over a long list leaves those that hold what is typed; without this the whole list stands there.
for (const field of document.querySelectorAll("[data-narrows]")) {
  const list = document.getElementById(field.dataset.narrows);
  const rows = [...list.querySelectorAll("tbody tr, .choice")];
  field.closest("[data-narrowing]").hidden = false;
  field.addEventListener("input", () => {
    const wanted = field.value.normalize("NFKC").toLowerCase().trim();
    for (const row of rows) {
      row.hidden = !row.textContent.normalize("NFKC").toLowerCase().includes(wanted);
    }
  });
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter") event.preventDefault();
  });
}
