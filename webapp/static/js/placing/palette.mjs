import { newId } from "./boxes.mjs";
import { follow } from "./dragging.mjs";
import { holds, pointOn } from "./geometry.mjs";

const SAME_PRESS_MS = 700;
const ASIDE = 6;
const BELOW = 2;

// What is placed: dragged onto a page, or pressed, for keys as well as for fingers.
export function connectPalette({ root, given, sheets, boxes, views, voice, naming }) {
  const palette = root.querySelector("[data-placing-palette]");
  let letGo = -SAME_PRESS_MS;
  given.waiting.forEach(addWaiting);
  palette.addEventListener("pointerdown", (event) => {
    const button = event.target.closest("[data-placing-kind]");
    if (button && event.button === 0) {
      pick(button, event);
    }
  });
  // The pointer's own press is answered when it is let go; this is that of a key or of a screen reader.
  palette.addEventListener("click", (event) => {
    const button = event.target.closest("[data-placing-kind]");
    if (button && event.timeStamp - letGo > SAME_PRESS_MS) {
      addInSight(button);
    }
  });
  // On a phone one party is in sight at a time.
  palette.addEventListener("click", (event) => {
    const chip = event.target.closest("[data-placing-chip]");
    if (chip) {
      choose(chip.dataset.placingChip);
    }
  });
  boxes.listeners.push(showWaiting);
  showWaiting();

  function choose(party) {
    for (const chip of palette.querySelectorAll("[data-placing-chip]")) {
      chip.setAttribute("aria-pressed", String(chip.dataset.placingChip === party));
    }
    for (const kinds of palette.querySelectorAll("[data-placing-party]")) {
      kinds.closest(".placing__party").toggleAttribute("data-placing-chosen", kinds.dataset.placingParty === party);
    }
  }

  // An input that was entered with the party and has no place yet.
  function addWaiting(input) {
    const host = palette.querySelector(`[data-placing-party="${input.party}"]`);
    if (host) {
      const button = document.createElement("button");
      Object.assign(button, { type: "button", className: "placing__kind", textContent: input.label });
      Object.assign(button.dataset, { placingKind: input.kind, party: input.party, waiting: input.id });
      host.append(button);
    }
  }

  function showWaiting() {
    for (const button of palette.querySelectorAll("[data-waiting]")) {
      button.hidden = Boolean(boxes.find(button.dataset.waiting));
    }
  }

  function pick(button, start) {
    const size = given.sizes[button.dataset.placingKind].usual;
    let ghost = null;
    const drop = (event) => {
      ghost?.remove();
      letGo = event.timeStamp;
    };
    follow(start, {
      move: (event) => {
        ghost ??= ghostOf(button);
        shape(ghost, size, event);
      },
      end: (event, moved) => {
        drop(event);
        if (!moved) {
          addInSight(button);
        } else if (sheets.at(event) && !overSide(event)) {
          const page = sheets.at(event);
          const point = pointOn(sheets.layer(page), sheets.size(page), event);
          add(button, page, point);
        }
      },
      cancel: drop,
    });
  }

  function overSide(event) {
    return Boolean(document.elementFromPoint(event.clientX, event.clientY)?.closest("[data-placing-side]"));
  }

  function ghostOf(button) {
    const ghost = document.createElement("div");
    ghost.className = `placing__ghost mark mark--${naming.parties.get(button.dataset.party).mark}`;
    document.body.append(ghost);
    return ghost;
  }

  function shape(ghost, size, event) {
    const number = sheets.at(event) || 1;
    const scale = sheets.each[number - 1].getBoundingClientRect().width / sheets.size(number).width;
    ghost.style.width = `${size.width * scale}px`;
    ghost.style.height = `${size.height * scale}px`;
    ghost.style.left = `${event.clientX - (size.width * scale) / 2}px`;
    ghost.style.top = `${event.clientY - (size.height * scale) / 2}px`;
  }

  // One that is pressed twice does not hide the other.
  function aside(box) {
    const near = (one) => Math.hypot(one.left - box.left, one.top - box.top) < ASIDE / 2;
    const isTaken = boxes.all.some((one) => one.document === box.document && one.page === box.page && near(one));
    const { left, top } = boxes.fitted({ ...box, left: box.left + ASIDE, top: box.top + ASIDE });
    return isTaken && left > box.left && top > box.top ? aside({ ...box, left, top }) : box;
  }

  // What is pressed for stands below what is there already; what was dragged stays where it was let go.
  function below(box) {
    const meets = (one) =>
      one.left < box.left + box.width && box.left < one.left + one.width && one.top < box.top + box.height && box.top < one.top + one.height;
    const taken = boxes.all.find((one) => one.document === box.document && one.page === box.page && meets(one));
    if (!taken) return box;
    const moved = boxes.fitted({ ...box, top: taken.top + taken.height + BELOW });
    return moved.top >= taken.top + taken.height ? below(moved) : aside(box);
  }

  function addInSight(button) {
    const { page, x, y } = sheets.inSight();
    add(button, page, { x, y }, below);
  }

  function add(button, page, { x, y }, freed = aside) {
    const { placingKind: kind, party, waiting } = button.dataset;
    const input = given.waiting.find((one) => one.id === waiting);
    const size = given.sizes[kind].usual;
    if (!holds(sheets.size(page), given.sizes[kind].least)) {
      voice.say(naming.told("full"));
      return;
    }
    const box = {
      id: input?.id ?? newId(),
      party,
      kind,
      document: given.document,
      page,
      left: x - size.width / 2,
      top: y - size.height / 2,
      ...size,
      label: input?.label ?? "",
      required: input?.required ?? true,
    };
    boxes.add(freed(box));
    views.select(box.id);
    views.focus(box.id);
    voice.say(naming.told("added", { name: naming.of(boxes.find(box.id)) }));
  }
}
