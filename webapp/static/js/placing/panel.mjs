const NUMBERS = ["left", "top", "width", "height"];
const INPUTS = new Set(["text", "check"]);
const COMPOSING = 229;

// What is selected, in numbers and words.
export function connectPanel({ root, given, boxes, views, acts, naming }) {
  const panel = root.querySelector("[data-placing-panel]");
  const field = (name) => panel.querySelector(`[data-placing-field="${name}"]`);
  root.querySelector("[data-placing-side]").addEventListener("click", (event) => {
    const act = event.target.closest("[data-placing-do]")?.dataset.placingDo;
    if (act) {
      acts[act]();
      showTools();
    }
  });
  panel.addEventListener("change", (event) => {
    const name = event.target.dataset.placingField;
    if (name) {
      acts.change(changed(name, event.target));
    }
  });
  panel.addEventListener("keydown", (event) => {
    const composes = event.isComposing || event.keyCode === COMPOSING;
    if (event.key === "Enter" && !composes && event.target.matches("input")) {
      event.preventDefault();
      event.target.dispatchEvent(new Event("change", { bubbles: true }));
    }
  });
  views.selecting.push(show, () => {
    root.querySelector("[data-placing-side]").scrollTop = 0;
  });
  boxes.listeners.push(show, showTools);
  show();
  showTools();

  function changed(name, control) {
    if (name === "required") {
      return { required: control.checked };
    }
    if (NUMBERS.includes(name)) {
      const number = Number.parseFloat(control.value);
      return Number.isFinite(number) ? { [name]: number } : {};
    }
    return { [name]: control.value.trim() };
  }

  function show() {
    const box = boxes.find(views.selected);
    panel.hidden = !box;
    if (!box) {
      return;
    }
    panel.querySelector("[data-placing-selected]").textContent = naming.short(box);
    panel.querySelector("[data-placing-input]").hidden = !INPUTS.has(box.kind) || given.fixed;
    for (const act of ["copy", "duplicate"]) {
      panel.querySelector(`[data-placing-do="${act}"]`).hidden = !acts.original;
    }
    field("party").value = box.party;
    for (const option of field("party").options) {
      option.disabled = !given.parties.find((party) => party.id === option.value).kinds.includes(box.kind) && option.value !== box.party;
    }
    field("label").value = box.label;
    field("required").checked = box.required;
    NUMBERS.forEach((name) => {
      field(name).value = String(Math.round(box[name] * 100) / 100);
    });
  }

  function showTools() {
    const able = { undo: boxes.history.can(-1), redo: boxes.history.can(1), smaller: acts.sheets.canZoom(-1), larger: acts.sheets.canZoom(1) };
    for (const [act, can] of Object.entries(able)) {
      root.querySelector(`[data-placing-do="${act}"]`).disabled = !can;
    }
  }
}
