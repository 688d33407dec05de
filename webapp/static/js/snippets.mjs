// 定型文: each becomes a button that puts its words where the cursor stands. Without this, a list and a button
// that sends the form.

const MOST_BUTTONS = 12;

function insert(field, words) {
  const end = field.selectionEnd ?? field.value.length;
  const before = field.value.slice(0, end);
  const gap = before && !before.endsWith("\n") ? "\n" : "";
  field.setRangeText(gap + words, end, end, "end");
  field.dispatchEvent(new Event("input", { bubbles: true }));
  field.focus();
}

function button(words, press) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "button button--secondary button--words";
  made.textContent = words;
  made.addEventListener("click", press);
  return made;
}

function connect(group) {
  const field = document.getElementById(group.dataset.snippets);
  const select = group.querySelector("select");
  const submit = group.querySelector("button");
  const options = [...select.options];
  if (options.length > MOST_BUTTONS) {
    submit.addEventListener("click", (event) => {
      event.preventDefault();
      insert(field, select.selectedOptions[0].textContent);
    });
    return;
  }
  const label = document.createElement("p");
  label.className = "field__label";
  label.textContent = group.querySelector("label").textContent;
  const buttons = options.map((one) => button(one.textContent, () => insert(field, one.textContent)));
  group.replaceChildren(label, ...buttons);
}

for (const group of document.querySelectorAll("[data-snippets]")) {
  connect(group);
}
