// A typed value is sent without leaving the page: if the connection is gone, it stays here and the page says so.
// Enter goes on to the next field, but never while a Japanese word is being composed. Without this, a plain form.

const COMPOSING = 229;

async function send(form, trouble, button) {
  trouble.hidden = true;
  button.setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(form.action, { method: "POST", body: new FormData(form) });
    if (answer.redirected) {
      location.assign(answer.url);
    } else {
      form.submit();
    }
  } catch {
    button.removeAttribute("aria-busy");
    trouble.hidden = false;
  }
}

function connect(form) {
  const trouble = document.querySelector("[data-keeps-trouble]");
  const button = document.querySelector(`button[form="${form.id}"]`);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (button.getAttribute("aria-busy") !== "true") {
      send(form, trouble, button);
    }
  });
  form.querySelector("[data-goes-on]")?.addEventListener("keydown", (event) => {
    const composes = event.isComposing || event.keyCode === COMPOSING;
    if (event.key === "Enter" && !event.shiftKey && !composes) {
      event.preventDefault();
      form.requestSubmit();
    }
  });
}

for (const form of document.querySelectorAll("form[data-keeps]")) {
  connect(form);
}
