// Handing in files with a bar: each goes by itself; without this module the plain form does the same.

const field = (root, name) => root.querySelector(`[data-upload-${name}]`);

function say(form, words) {
  field(form, "words").textContent = words;
  field(form, "status").textContent = words;
}

function show(form, percent) {
  field(form, "progress").querySelector("progress").value = percent;
  field(form, "words").textContent = form.dataset.wordsSending.replace("{percent}", percent);
  if (percent === 100) {
    say(form, form.dataset.wordsChecking);
  }
}

function sent(form, body) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.upload.addEventListener("progress", (event) => {
      if (event.lengthComputable) {
        show(form, Math.round((100 * event.loaded) / event.total));
      }
    });
    request.addEventListener("load", () => resolve(request));
    request.addEventListener("error", () => reject(new Error("lost")));
    request.open("POST", form.action);
    request.send(body);
  });
}

function bodies(form, button) {
  const files = [...form.querySelectorAll("[type=file]")].flatMap((input) => [...input.files]);
  const rest = [...new FormData(form)].filter(([name]) => name !== "file");
  return (files.length ? files : [new File([], "")]).map((file, at) => {
    const body = new FormData();
    rest.forEach(([name, value]) => body.append(name, value));
    body.append("file", file);
    if (button?.name) {
      body.append(button.name, at ? "add" : button.value);
    }
    return body;
  });
}

// The page as the server answered it, in the place of this one: a reload of it asks for it again.
function shown(request) {
  const answer = new DOMParser().parseFromString(request.responseText, "text/html");
  for (const part of [".guest__main", ".action-bar"]) {
    const now = document.querySelector(part);
    const next = answer.querySelector(part);
    if (now && next) {
      now.replaceWith(document.importNode(next, true));
    } else {
      now?.remove();
    }
  }
  start();
  document.querySelector(".field__error")?.scrollIntoView({ block: "center" });
}

function place(form) {
  const id = form.closest("section").id;
  document.getElementById(id)?.querySelector("h2")?.scrollIntoView({ block: "center" });
}

async function hand(form, button) {
  form.dataset.busy = "yes";
  field(form, "progress").hidden = false;
  let answer;
  try {
    for (const body of bodies(form, button)) {
      answer = await sent(form, body);
      if (answer.status !== 200) {
        break;
      }
    }
  } catch {
    say(form, form.dataset.wordsLost);
    delete form.dataset.busy;
    return;
  }
  shown(answer);
  if (answer.status === 200) {
    place(form);
  }
}

function start() {
  for (const form of document.querySelectorAll("[data-upload]")) {
    form.querySelector("[type=file]").multiple = true;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      if (!form.dataset.busy) {
        hand(form, event.submitter);
      }
    });
  }
}

start();
