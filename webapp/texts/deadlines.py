"""期限: the words for what falls due, for promised mails and what became of them, and for articles of law."""

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from contracts.periods import Article
from contracts.watching import Anchor, Fulfilment
from database.queries.coming_deadlines import DeadlineKind

KINDS: dict[str, tuple[LazyString, str]] = {
    DeadlineKind.NOTICE: (_l("更新拒絶期限"), "alert"),
    DeadlineKind.ENDS: (_l("契約終了日"), "theirs"),
}
ANCHORS: dict[str, LazyString] = {
    Anchor.NOTICE: _l("更新拒絶期限"),
    Anchor.ENDS: _l("契約終了日"),
}
PROMISES: dict[str, LazyString] = {
    "reminder": _l("署名の期限前のリマインド"),
    "expiry_alert": _l("契約終了日が近いことのお知らせ"),
    "renewal_asked": _l("更新の判断の依頼"),
    "renewal_escalated": _l("更新の判断の催促"),
    "renewal_rolled": _l("自動更新のお知らせ"),
    "deadline_reminder": _l("契約ごとのリマインド"),
    "deadline_digest": _l("毎月の更新拒絶期限のまとめ"),
    "watch_report": _l("毎週の見張りの報告"),
}
FULFILMENTS: dict[str, tuple[LazyString, str]] = {
    Fulfilment.PLANNED: (_l("予定"), "draft"),
    Fulfilment.SENT: (_l("送信"), "done"),
    Fulfilment.LATE: (_l("遅延"), "ours"),
    Fulfilment.UNDELIVERED: (_l("不達"), "alert"),
    Fulfilment.NOTHING: (_l("対象なし"), "stopped"),
    Fulfilment.MISSED: (_l("漏れ"), "alert"),
}
ARTICLES: dict[str, LazyString] = {
    Article.FIRST_DAY_LEFT_OUT: _l("期間の初日は数えません（民法140条本文）。"),
    Article.FIRST_DAY_COUNTS: _l("午前0時から始まるので、初日も数えます（民法140条ただし書）。"),
    Article.ENDS_WITH_THE_DAY: _l("期間は、末日の終わりで満了します（民法141条）。"),
    Article.DAY_BEFORE_THE_CORRESPONDING: _l(
        "月や年の期間は暦で数え、起算日に応当する日の前日に満了します（民法143条2項本文）。"
    ),
    Article.LAST_DAY_OF_THE_MONTH: _l(
        "応当する日がない月は、その月の末日に満了します（民法143条2項ただし書）。"
    ),
}
TELLINGS: dict[str, LazyString] = {
    "title": _l("文書名と契約番号"),
    "number": _l("契約番号だけ"),
    "day": _l("期限の種類だけ（どの契約かは載せません）"),
}
ANSWERS: dict[str, LazyString] = {
    "renew": _l("更新する"),
    "revise": _l("条件変更"),
    "end": _l("終了"),
}


def anchor_label(code: str) -> LazyString:
    return ANCHORS[code]
