"""Who holds each place, on the page of a contract: asked again, handed over, asking to take back."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session
from wtforms import TextAreaField
from wtforms.validators import DataRequired, Length

from contracts.changed_contact import CONTACT_CHANGED
from contracts.roles import Permission
from contracts.stage import AWAITING_SIGNATURES, HAS_AGREED, WAITED_FOR, Stage
from database.contract import Contract
from database.party import Party
from database.queries.retractions import Retraction, retraction_of
from database.sessions import Staff
from database.succession import changes_of
from webapp.casefile.forms import LONGEST_REASON, KeyForm, fresh


class RetractionAnswerForm(KeyForm):
    reply = TextAreaField(
        _l("申し出た方への回答"),
        [
            DataRequired(_l("申し出た方への回答を入力してください。")),
            Length(max=LONGEST_REASON, message=_l("回答は%(max)d文字以内で入力してください。")),
        ],
    )


@dataclass(frozen=True, slots=True)
class Asking:
    """An open 撤回の申し出; no form for those who may not answer it."""

    party: Party
    retraction: Retraction
    form: RetractionAnswerForm | None


@dataclass(frozen=True, slots=True)
class Places:
    """`waiting` may be asked again, `served` get a new link to their papers, by public id of the party.

    `is_awaiting`: signatures are asked for now. `chains` names whoever has held a place, oldest first.
    `must_revise`: only new bytes go on (AD-07).
    """

    is_awaiting: bool
    waiting: frozenset[str]
    served: frozenset[str]
    chains: dict[str, Sequence[str]]
    asking: Sequence[Asking]
    must_revise: bool


def places_of(session: Session, staff: Staff, contract: Contract, given: dict[str, Any]) -> Places:
    sends = staff.may(Permission.SEND) and contract.frozen_at is None
    found = [(one, retraction_of(session, contract, one)) for one in contract.parties if one.signs]
    asking = [(one, retraction) for one, retraction in found if retraction and retraction.is_open]
    is_open = contract.stage in AWAITING_SIGNATURES
    return Places(
        is_awaiting=is_open,
        waiting=frozenset(
            one.public_id for one in contract.parties if sends and may_ask_again(contract, one)
        ),
        served=frozenset(
            one.public_id for one in contract.parties if sends and may_serve_again(contract, one)
        ),
        chains=_chains(session, contract),
        asking=[_asking(one, told, given, sends=sends) for one, told in asking] if is_open else [],
        must_revise=any(told is not None and bool(told.accepted) for _, told in found),
    )


def may_ask_again(contract: Contract, party: Party) -> bool:
    """Only who was asked and has not signed (IM-78); a place nobody has taken yet has nobody to ask."""
    is_waited_for = contract.stage in AWAITING_SIGNATURES and party.progress in WAITED_FOR
    return is_waited_for and bool(party.mail or party.phone)


def may_serve_again(contract: Contract, party: Party) -> bool:
    return contract.stage == Stage.CONCLUDED and bool(party.mail or party.phone)


def answer_name(party: str) -> str:
    return f"retraction-{party}"


def _asking(party: Party, retraction: Retraction, given: dict[str, Any], *, sends: bool) -> Asking:
    name = answer_name(party.public_id)
    waits = any(one.signs and one.progress not in HAS_AGREED for one in party.contract.parties)
    form = given.get(name) or fresh(RetractionAnswerForm, name)
    return Asking(party, retraction, form if sends and waits else None)


def _chains(session: Session, contract: Contract) -> dict[str, Sequence[str]]:
    names = {
        party: [*(one.holder.previous_name for one in passed_on), passed_on[-1].holder.name]
        for party, changes in changes_of(session, contract).items()
        if (passed_on := [one for one in changes if one.holder.how != CONTACT_CHANGED])
    }
    return {party: [name for name in chain if name] for party, chain in names.items()}
