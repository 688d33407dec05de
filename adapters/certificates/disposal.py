"""廃棄証明書 as a PDF/A-3b, drawn from its facts in a confined child that can fetch nothing (LW-27, T31)."""

import json
from datetime import datetime
from functools import cache
from typing import cast

from jinja2 import Environment

from adapters.certificates.drawing import LIMITS, whole
from adapters.certificates.page import FOLDER, qr_code
from adapters.certificates.sheets import templates_in
from adapters.confinement import Answer, Json, run_confined
from adapters.paper import Attached, printed
from contracts.disposal_certificate import DisposalFacts

TASK = "adapters.certificates.disposal:draw"
EMBEDDED_NAME = "disposal.json"
GROUNDS = {
    "type": "契約種別の保存年数（契約終了から）",
    "after_end": "契約終了からの保存年数",
    "tax": "税法の保存期間（申告期限の翌日から10年）",
}
WHYS = {
    "held": "廃棄の停止（訴訟ホールド）が、ファイルの破棄より前に登録されたため",
    "still_kept": "保存期間がまだ満了していないため",
    "open": "手続きが終わっていないため",
    "gone": "契約が見つからないため",
    "restored": "バックアップから復元したため",
}
"""By `contracts.disposal.Why`; the others are of before the approval."""


def render_disposal(facts: DisposalFacts) -> bytes:
    """Return the unsigned PDF, with `facts` embedded as JSON. Raises GlyphMissing or ConfinedTaskFailed."""
    return whole(run_confined(TASK, {}, facts.to_json().encode(), LIMITS))


def draw(question: Answer) -> Answer:
    """Set the page; runs in the child only."""
    facts = json.loads(question.body)
    html = _environment().get_template("disposal.html").render(facts, qr=qr_code(facts["verify_url"]))
    attached = Attached(EMBEDDED_NAME, "廃棄証明書の内容（JSON）", "application/json", question.body)
    made = printed(html, datetime.fromisoformat(facts["issued_at"]), attached)
    return Answer({"missing": cast("list[Json]", [*made.missing])}, made.pdf)


@cache
def _environment() -> Environment:
    environment = templates_in(FOLDER)
    environment.globals.update(grounds=GROUNDS, whys=WHYS)
    return environment
