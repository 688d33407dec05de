"""The words of an approval route: the rule of a step, and how each approver stands (MK-48)."""

from flask_babel import LazyString
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from contracts.approval import StepRule
from contracts.approval_routes import Mismatch

RULES: dict[str, LazyString] = {
    StepRule.ALL: _l("全員（同時に依頼）"),
    StepRule.IN_ORDER: _l("全員（上から順番に依頼）"),
    StepRule.ANY_ONE: _l("誰か1人"),
    StepRule.MAJORITY: _l("過半数"),
}

# Tones are those of macros/badge.html.
STATES: dict[str, tuple[LazyString, str]] = {
    "approved": (_l("承認済み"), "done"),
    "opposed": (_l("反対"), "alert"),
    "rejected": (_l("却下"), "stopped"),
    "returned": (_l("社内差し戻し"), "alert"),
    "waiting": (_l("承認待ち"), "ours"),
    "later": (_l("まだ依頼していません"), "draft"),
    "not_needed": (_l("承認は不要になりました"), "stopped"),
    "absent": (_l("承認できないため除外"), "stopped"),
    "submitter": (_l("依頼した本人のため除外"), "stopped"),
}

MISMATCHES: dict[str, LazyString] = {
    Mismatch.DISABLED: _l("停止中"),
    Mismatch.PERSON: _l("依頼する人が違います"),
    Mismatch.CONTRACT_TYPE: _l("契約種別が違います"),
    Mismatch.AMOUNT: _l("金額が範囲の外です"),
    Mismatch.DEPARTMENT: _l("部署が違います"),
}


def rule_label(code: str) -> str:
    return str(RULES.get(code, RULES[StepRule.ALL]))


def step_label(number: int, name: str) -> str:
    return str(_("段階%(n)s　%(name)s", n=number, name=name) if name else _("段階%(n)s", n=number))
