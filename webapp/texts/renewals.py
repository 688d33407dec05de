"""The words of 更新判断: the answers, what each does, and what waits for one (MK-19, MK-22)."""

from datetime import date
from typing import Any

from flask_babel import LazyString
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from contracts.renewal import Answer, DecisionTooLate, NothingToDecide, deadline_of
from database.contract import Contract
from database.queries.renewals import RenewalView, clause_of
from webapp.texts.dates import prose_date

ANSWERS: dict[Answer, LazyString] = {
    Answer.RENEW: _l("更新する"),
    Answer.REVISE: _l("条件を変更する"),
    Answer.END: _l("終了する"),
}
REFUSALS: dict[str, LazyString] = {
    NothingToDecide.code: _l("この契約に、いま判断する更新はありません。"),
    DecisionTooLate.code: _l(
        "回答の期限を過ぎています。契約終了日や終了予定は、契約情報の変更から訂正してください。"
    ),
}


def answer_words(value: str) -> str:
    return str(ANSWERS.get(Answer(value), "")) if value in set(Answer) else value


def renewal_todo(contract: Contract) -> str:
    return str(_("更新・条件変更・終了の判断（期限 %(day)s）", day=prose_date(_last_day(contract))))


def consequences(view: RenewalView, contract: Contract) -> dict[Answer, str]:
    """Return what each answer does to the dates, in sentences."""
    ends_on = prose_date(contract.ends_on) if contract.ends_on else ""
    if view.next_ends_on is None:
        stays = _("自動では延びません。更新契約を締結し、契約終了日を変更してください。")
        revise = _(
            "変更契約を締結し、契約情報を変更してください。それまで契約終了日は %(day)s のままです。",
            day=ends_on,
        )
    else:
        following = prose_date(view.next_ends_on)
        stays = _("期限の翌日に、契約終了日を %(day)s へ進めます。", day=following)
        revise = _(
            "期限までに更新拒絶を通知するか変更契約を締結しなければ、期限の翌日に契約終了日を %(day)s へ進めます。",
            day=following,
        )
    ends = _(
        "終了予定とし、契約終了日 %(day)s の翌日に契約終了とします。相手方への通知は、別に行ってください。",
        day=ends_on,
    )
    return {Answer.RENEW: str(stays), Answer.REVISE: str(revise), Answer.END: str(ends)}


def unanswered(view: RenewalView, contract: Contract) -> str:
    """Return what happens when nobody answers."""
    if view.next_ends_on is not None:
        return consequences(view, contract)[Answer.RENEW]
    ends_on = prose_date(contract.ends_on) if contract.ends_on else ""
    if view.clause.auto:
        return str(_("更新期間が未登録のため、契約終了日 %(day)s を過ぎると未確認になります。", day=ends_on))
    return str(_("契約終了日 %(day)s の翌日に契約終了とします。", day=ends_on))


def clause_pairs(view: RenewalView, contract: Contract) -> tuple[tuple[str, str], ...]:
    """Return what the document says of renewals as pairs of label and words."""
    auto = {None: _("未入力"), True: _("あり"), False: _("なし")}[view.clause.auto]
    pairs = [(_("自動更新"), auto)]
    if view.clause.renews_for:
        pairs.append((_("更新期間"), period_words(contract.renews_for)))
    if view.clause.notice:
        pairs.append(
            (
                _("更新拒絶期限"),
                _("契約終了日の%(period)s前まで", period=period_words(contract.notice_period)),
            )
        )
    if contract.notice_by:
        pairs.append((_("更新拒絶期限日"), prose_date(contract.notice_by)))
    if contract.terminated_on:
        pairs.append((_("解約日"), prose_date(contract.terminated_on)))
    return tuple((str(label), str(words)) for label, words in pairs)


def renewal_words(view: RenewalView, contract: Contract) -> dict[str, Any]:
    """Return what the page and the card on the contract's page say of a renewal."""
    if view.decide_by is None:
        return {"clause": clause_pairs(view, contract), "does": {}, "unanswered": "", "answered": ""}
    return {
        "clause": clause_pairs(view, contract),
        "does": {str(ANSWERS[one]): words for one, words in consequences(view, contract).items()},
        "unanswered": unanswered(view, contract),
        "answered": answer_words(contract.renewal_answer),
    }


def period_words(spelled: str) -> str:
    """Return 3か月 or, in English, 3 months."""
    if spelled in _SINGLE:
        return str(_SINGLE[spelled])
    for unit, words in _UNITS.items():
        if spelled.endswith(unit):
            return str(words % {"count": spelled.removesuffix(unit)})
    return spelled


def _last_day(contract: Contract) -> date:
    if contract.ends_on is None:
        return date.max
    return deadline_of(contract.starts_on, contract.ends_on, clause_of(contract).notice)


_SINGLE: dict[str, LazyString] = {"1か月": _l("1か月"), "1年": _l("1年"), "1日": _l("1日")}
_UNITS: dict[str, LazyString] = {
    "か月": _l("%(count)sか月"),
    "年": _l("%(count)s年"),
    "日": _l("%(count)s日"),
}
