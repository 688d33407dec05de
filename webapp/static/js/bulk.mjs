// How far a bulk sending is: the numbers alone; when it stops or ends the page is loaded again.
const shown = document.querySelector("[data-bulk]");
const EVERY = 3000;

function told(element, ...numbers) {
  element.textContent = element.textContent.replace(/\d+/g, (old) => numbers.shift() ?? old);
}

async function look() {
  const answer = await fetch(shown.dataset.bulk, { headers: { Accept: "application/json" } });
  if (!answer.ok) {
    return;
  }
  const now = await answer.json();
  if (now.state !== "running") {
    location.reload();
    return;
  }
  told(shown.querySelector("p"), now.done, now.all);
  shown.querySelector("progress").value = now.done;
  for (const count of document.querySelectorAll("[data-count]")) {
    told(count, now[count.dataset.count]);
  }
}

if (shown) {
  setInterval(() => look().catch(() => undefined), EVERY);
}
