"""The card 締結の進め方 of a draft: 要確認 before the conclusion, and who must hand over."""

from dataclasses import dataclass
from typing import Any

from flask import request
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session
from wtforms import BooleanField, Form, HiddenField, SelectMultipleField
from wtforms.fields import SelectChoice
from wtforms.widgets import CheckboxInput, ListWidget

from database.contract import Contract
from database.party import Party
from database.queries.draft_parties import can_be_made_to_hand_over, parties_of

PREFIX = "finishing"
MARK = f"{PREFIX}-shown"
"""Always sent: a form without it does not know the card, and leaves what is kept alone."""


class FinishingForm(Form):  # type: ignore[misc]  # WTForms is untyped
    shown = HiddenField()
    confirms = BooleanField(_l("全員の署名がそろった後、自社で確認してから締結する"))
    must_hand_over = SelectMultipleField(
        _l("署名者変更を必須にする方"),
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
        validate_choice=False,
    )


@dataclass(frozen=True, slots=True)
class FinishingCard:
    template: str = "legal/draft/_finishing.html"

    def form_of(self, session: Session, contract: Contract, *, typed: bool) -> FinishingForm:
        parties = _outside(session, contract)
        held: dict[str, Any] = {
            "shown": "1",
            "confirms": contract.confirms,
            "must_hand_over": [one.public_id for one in parties if one.must_hand_over],
        }
        is_sent = typed and MARK in request.form
        form = FinishingForm(request.form if is_sent else None, prefix=PREFIX, data=held)
        form.must_hand_over.choices = [SelectChoice(one.public_id, _named(one)) for one in parties]
        return form

    def keep(self, session: Session, contract: Contract, form: FinishingForm) -> None:
        if MARK not in request.form:
            return
        contract.confirms = form.confirms.data
        chosen = set(form.must_hand_over.data or ())
        for party in _outside(session, contract):
            party.must_hand_over = party.public_id in chosen

    def pairs(self, session: Session, contract: Contract) -> list[tuple[str, str | int]]:
        confirmed = [(_("締結前の確認"), _("自社で確認してから締結する"))] if contract.confirms else []
        names = [_named(one) for one in _outside(session, contract) if one.must_hand_over]
        return [*confirmed, *([(_("署名者変更が必須の方"), _("、").join(names))] if names else [])]


def _outside(session: Session, contract: Contract) -> list[Party]:
    return [one for one in parties_of(session, contract) if can_be_made_to_hand_over(one)]


def _named(party: Party) -> str:
    who = f"{party.company}　{party.name}".strip("　")
    return f"{party.role}　{who}".strip("　") or str(_("（氏名未入力）"))
