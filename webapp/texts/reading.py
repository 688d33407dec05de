"""文書から読み取った契約情報 in words."""

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from contracts.reading import Confidence, ProposalState, Read
from webapp.texts.metadata import item_label

LABELS: dict[str, LazyString] = {
    Read.TITLE: _l("契約書名"),
    Read.KIND: _l("契約の類型"),
    Read.OWN_COMPANY: _l("自社名"),
    Read.COUNTERPARTIES: _l("相手方"),
    Read.STANDING: _l("自社の立場"),
    Read.MONTHLY: _l("月額（取引金額の総額ではありません）"),
    Read.ANTISOCIAL: _l("反社条項"),
    Read.COURT: _l("管轄裁判所"),
}
CONFIDENCE: dict[Confidence, tuple[LazyString, str]] = {
    Confidence.HIGH: (_l("確かさ：高"), "done"),
    Confidence.MEDIUM: (_l("確かさ：中"), "theirs"),
    Confidence.LOW: (_l("確かさ：低（必ず確認してください）"), "ours"),
}
STATES: dict[str, LazyString] = {
    ProposalState.AGREES: _l("文書の記載と同じです"),
    ProposalState.ACCEPTED: _l("読み取った内容で確認済み"),
    ProposalState.CORRECTED: _l("修正して確認済み"),
    ProposalState.DISMISSED: _l("反映しない"),
    ProposalState.SUPERSEDED: _l("別の操作で入力済み"),
}
NAME_FAULTS: dict[str, LazyString] = {
    "title_too_long": _l("契約書名は150文字以内で入力してください。"),
    "names_too_long": _l("相手方は「、」で区切って20名まで、1名200文字以内で入力してください。"),
}
YES_NO: dict[str, LazyString] = {"yes": _l("あり"), "no": _l("なし")}


def read_label(item: str) -> str:
    return str(LABELS[item]) if item in LABELS else item_label(item)
