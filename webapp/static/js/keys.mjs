// Keys that lead to the entries of the menu: `?` lists them, and each browser can turn them off (WCAG 2.1.4).
const OFF = "warifu-keys-off";
const PAUSE_MILLISECONDS = 1200;
const TYPING = "input, textarea, select, [contenteditable], [data-own-keys]";

const sheet = document.querySelector("[data-keys]");
const opener = document.querySelector("[data-keys-open]");
const off = document.querySelector("[data-keys-off]");
let pressed = "";
let forgets = 0;

if (sheet && opener && off) {
  off.checked = localStorage.getItem(OFF) === "yes";
  off.addEventListener("change", () => localStorage.setItem(OFF, off.checked ? "yes" : "no"));
  opener.hidden = false;
  opener.addEventListener("click", () => sheet.showModal());
  document.addEventListener("keydown", (event) => {
    if (isMeant(event) && follows(event.key)) event.preventDefault();
  });
}

function isMeant(event) {
  const isText = event.target instanceof Element && event.target.closest(TYPING);
  const isChord = event.ctrlKey || event.metaKey || event.altKey;
  return !isText && !isChord && !event.isComposing && !event.repeat && !off.checked && !sheet.open;
}

function follows(key) {
  if (key === "?") return (sheet.showModal(), true);
  if (key === "/") return reachesSearch();
  const keys = `${pressed} ${key}`.trim();
  const link = document.querySelector(`[data-keys-to="${CSS.escape(keys)}"]`);
  remember(link ? "" : key);
  link?.click();
  return Boolean(link);
}

function reachesSearch() {
  const search = document.querySelector('main input[type="search"], main input[name="q"]');
  search?.focus();
  return Boolean(search);
}

function remember(key) {
  clearTimeout(forgets);
  pressed = key.length === 1 ? key : "";
  forgets = setTimeout(() => (pressed = ""), PAUSE_MILLISECONDS);
}
