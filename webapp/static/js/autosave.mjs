// Saves the draft while it is typed; without this module 「下書きを保存」 does the same.

const PAUSE_MS = 1500;
const PATIENCE_MS = 8000;
const UNSENT = /-(access_code|drop_code)$/;

function say(form, words) {
  const state = form.querySelector("[data-autosave-state]");
  if (state.textContent !== words) {
    state.textContent = words;
  }
}

// A code that is half typed must not become the code: it is kept by a button alone.
// Sent as the buttons send it: a form in parts is refused from some two dozen parties on (MAX_FORM_PARTS).
function body(form) {
  return new URLSearchParams([...new FormData(form)].filter(([name]) => !UNSENT.test(name)));
}

async function save(form) {
  const signal = AbortSignal.timeout(PATIENCE_MS);
  const answer = await fetch(form.dataset.autosave, { method: "POST", body: body(form), redirect: "error", signal });
  if (!answer.ok) {
    throw new Error(String(answer.status));
  }
  const told = await answer.json();
  form.elements.revision.value = told.revision;
  say(form, told.words);
}

function start(form) {
  let timer;
  let running;
  let changed = false;

  const run = () => {
    changed = false;
    running = save(form)
      .catch(() => say(form, form.dataset.autosaveFailed))
      .finally(() => {
        running = undefined;
        if (changed) {
          plan();
        }
      });
  };

  const plan = () => {
    changed = true;
    clearTimeout(timer);
    if (!running) {
      timer = setTimeout(run, PAUSE_MS);
    }
  };

  form.addEventListener("input", plan);
  form.addEventListener("change", plan);
  form.addEventListener("submit", (event) => {
    clearTimeout(timer);
    changed = false;
    if (running) {
      // What is pressed must be the later save.
      event.preventDefault();
      const pressed = event.submitter;
      running.finally(() => form.requestSubmit(pressed));
    }
  });
}

document.querySelectorAll("[data-autosave]").forEach(start);
