const REST_MS = 500;
const AGAIN_MS = 4000;

// The whole set, sent once the hand rests; what was changed elsewhere meanwhile is never overwritten unseen.
export class Saving {
  constructor({ root, form, boxes, naming }) {
    Object.assign(this, { root, form, boxes, naming, kept: JSON.stringify(boxes.all), running: null });
    this.edition = Number(form.querySelector("[data-placing-edition]").value);
    this.state = root.querySelector("[data-placing-state]");
    this.trouble = root.querySelector("[data-placing-trouble]");
    boxes.listeners.push(() => this.changed());
    form.addEventListener("submit", (event) => this.submitted(event));
    document.querySelector(".tabs")?.addEventListener("click", (event) => this.leave(event));
    addEventListener("pagehide", () => this.isKept || this.stopped || this.send(true));
  }

  get isKept() {
    return JSON.stringify(this.boxes.all) === this.kept;
  }

  changed() {
    if (!this.stopped) {
      this.say(this.isKept ? "saved" : "saving");
      this.later(REST_MS);
    }
  }

  later(pause) {
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => this.flush(), pause);
  }

  async flush() {
    clearTimeout(this.waiting);
    await this.running;
    if (!this.isKept && !this.stopped) {
      this.running = this.send(false);
      await this.running;
    }
  }

  async send(keepalive) {
    const sent = JSON.stringify(this.boxes.all);
    try {
      const answer = await fetch(this.root.dataset.url, {
        method: "POST",
        keepalive,
        redirect: "error",
        headers: { "Content-Type": "application/json", "X-CSRFToken": this.form.elements.csrf_token.value },
        body: `{"edition": ${this.edition}, "boxes": ${sent}}`,
      });
      await this.answered(answer, sent);
    } catch {
      this.say("unsaved");
      this.later(AGAIN_MS);
    }
  }

  async answered(answer, sent) {
    const told = await answer.json();
    if (answer.ok) {
      this.kept = sent;
      this.edition = told.edition;
      this.form.querySelector("[data-placing-edition]").value = told.edition;
      this.say(this.isKept ? "saved" : "saving");
      this.explain([]);
    } else {
      this.stopped = answer.status === 409;
      this.state.textContent = "";
      this.explain(told.sentences);
    }
  }

  say(word) {
    this.state.textContent = this.naming.told(word);
  }

  explain(sentences) {
    this.trouble.hidden = !sentences.length;
    this.trouble.replaceChildren(
      ...sentences.map((sentence) => {
        const line = document.createElement("p");
        line.textContent = sentence;
        return line;
      }),
    );
  }

  // The plain form carries the set as it stands, so nothing hangs on the last fetch.
  submitted(event) {
    if (this.running && !this.ready) {
      event.preventDefault();
      const { submitter } = event;
      this.ready = true;
      // A form that is asked to submit while it tells of a submit stays silent.
      this.running.finally(() => setTimeout(() => this.form.requestSubmit(submitter)));
      return;
    }
    clearTimeout(this.waiting);
    this.kept = JSON.stringify(this.boxes.all);
    this.form.querySelector("[data-placing-boxes]").value = this.kept;
  }

  async leave(event) {
    const link = event.target.closest("a");
    if (link && !this.isKept && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      await this.flush();
      location.href = link.href;
    }
  }
}
