"""送信前シミュレーション: what each thing to come is called."""

from datetime import date

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from contracts.effects import EffectKind

# The tones are those of macros/timeline.html.
TO_PARTY: dict[EffectKind, tuple[LazyString, str]] = {
    EffectKind.INVITE: (_l("確認依頼"), ""),
    EffectKind.REMIND_OF_DEADLINE: (_l("リマインド"), "alert"),
    EffectKind.CONFIRM_AGREEMENT: (_l("同意の控え"), "done"),
    EffectKind.TELL_EXPIRED: (_l("期限切れのお知らせ"), "stopped"),
    EffectKind.TELL_CONCLUDED: (_l("締結完了のお知らせ"), "done"),
}
TO_OURS: dict[EffectKind, tuple[LazyString, str]] = {
    EffectKind.TELL_APPROVAL: (_l("社内承認の結果（承認）"), "done"),
    EffectKind.CONFIRM_AGREEMENT: (_l("同意のお知らせ"), ""),
    EffectKind.TELL_DOCUMENTS: (_l("提出された書類のお知らせ"), ""),
    EffectKind.ASK_CONFIRMATION: (_l("締結前の確認の依頼"), "alert"),
    EffectKind.TELL_EXPIRED: (_l("期限切れ（契約の手続きが終わります）"), "stopped"),
    EffectKind.TELL_CONCLUDED: (_l("締結完了（契約の手続きが終わります）"), "done"),
}
OTHER = (_l("お知らせ"), "")
WEEKDAYS = (
    *(_l("月曜日"), _l("火曜日"), _l("水曜日"), _l("木曜日")),
    *(_l("金曜日"), _l("土曜日"), _l("日曜日")),
)


def weekday_name(day: date) -> str:
    return str(WEEKDAYS[day.weekday()])


def words_of(kind: EffectKind, *, ours: bool) -> tuple[str, str]:
    """Return what it is called and its tone."""
    words, tone = (TO_OURS if ours else TO_PARTY).get(kind, OTHER)
    return str(words), tone
