// 署名位置の設定: boxes on the pages. Without this module the same page takes numbers.
import { Acts } from "./placing/acts.mjs";
import { Boxes } from "./placing/boxes.mjs";
import { connectDragging } from "./placing/dragging.mjs";
import { connectKeys } from "./placing/keys.mjs";
import { Naming, Voice } from "./placing/naming.mjs";
import { connectPalette } from "./placing/palette.mjs";
import { connectPanel } from "./placing/panel.mjs";
import { Saving } from "./placing/saving.mjs";
import { Sheets } from "./placing/sheets.mjs";
import { Views } from "./placing/views.mjs";

function start(root) {
  const given = JSON.parse(root.dataset.given);
  const form = root.closest("form");
  form.querySelector("[data-placing-rows]").remove();
  root.querySelectorAll("[data-placing-drawn]").forEach((drawing) => drawing.remove());
  root.querySelector("[data-placing-side]").hidden = false;
  root.dataset.state = "pictures";
  const naming = new Naming(given);
  const voice = new Voice(form.querySelector("[data-placing-voice]"));
  const boxes = new Boxes(given);
  const sheets = new Sheets(root, given.pages[given.document - 1]);
  const views = new Views({ boxes, sheets, naming, document: given.document });
  const parts = { root, form, given, naming, voice, boxes, sheets, views };
  const acts = new Acts(parts);
  connectDragging(parts);
  connectPalette(parts);
  connectKeys({ ...parts, acts });
  connectPanel({ ...parts, acts });
  new Saving(parts);
  sheets.open().then(
    () => {
      root.dataset.state = "ready";
    },
    (fault) => console.warn("placing:", fault),
  );
}

document.querySelectorAll("[data-placing]").forEach(start);
