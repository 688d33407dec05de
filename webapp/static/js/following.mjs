// The head of a party says the role that is typed below it; without this, the one that is saved.

document.addEventListener("input", (event) => {
  const head = event.target.id && document.querySelector(`[data-follows="${CSS.escape(event.target.id)}"]`);
  if (head) {
    head.textContent = event.target.value ? `　${event.target.value}` : "";
  }
});
