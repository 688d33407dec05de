"""What the organisation gives every draft: its types, its preferences, its 定型文, today's date."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from flask_babel import gettext as _
from sqlalchemy.orm import Session
from wtforms.fields import SelectChoice

from contracts.preferences import Preferences
from contracts.reasons import JST
from contracts.snippets import Place
from contracts.type_preset import TypePreset
from database.contract import Contract
from database.contract_type import ContractType
from database.engine import now_of
from database.office import AddressEntry
from database.queries.filed_addresses import approved_entries
from database.queries.preferences import preferences_of
from database.queries.types import offered_types, preset_of
from database.snippets import snippets_for
from webapp.access.staff import staff
from webapp.drafting import BY_URL
from webapp.texts.hints import BIRTH_DATE, IDENTITY_PHOTOS


@dataclass(frozen=True, slots=True)
class House:
    """`preset` is of the draft's type and sets nothing while there is none.

    `hints` and `comments` are the 定型文 for each, by the key that a form sends for one.
    """

    types: Sequence[ContractType]
    preferences: Preferences
    hints: Mapping[str, str]
    comments: Mapping[str, str]
    today: date
    preset: TypePreset
    filed: Sequence[AddressEntry]

    @property
    def ways(self) -> list[SelectChoice]:
        """Mail and SMS, or the 締結用URL; one of them is marked as what the organisation prefers (CS-12)."""
        words = {"mail": _("メール・SMSで個別に届ける"), BY_URL: _("締結用URLを自分で渡す")}
        usual = BY_URL if self.preferences.arrival_way == BY_URL else "mail"
        return [
            SelectChoice(way, _("%(way)s【自社の推奨】", way=label) if way == usual else label)
            for way, label in words.items()
        ]

    @property
    def filed_choices(self) -> list[SelectChoice]:
        """Return the 届出 that hold, none of them chosen; nothing where there is none."""
        held = [SelectChoice(one.public_id, f"{one.company}　{one.name}　{one.mail}") for one in self.filed]
        return [SelectChoice("", _("選んでください")), *held] if held else []

    @property
    def hint_choices(self) -> list[SelectChoice]:
        return _choices(self.hints)

    @property
    def comment_choices(self) -> list[SelectChoice]:
        return _choices(self.comments)


def house_of(session: Session, contract: Contract) -> House:
    preferences = preferences_of(session, contract.organization_id)
    kept = snippets_for(session, staff())
    return House(
        types=offered_types(session, contract.organization_id, contract.type),
        preferences=preferences,
        hints={
            **_usual_hints(preferences),
            **{one.public_id: one.body for one in kept if one.place == Place.HINT},
        },
        comments={one.public_id: one.body for one in kept if one.place == Place.COMMENT},
        today=now_of(session).astimezone(JST).date(),
        preset=preset_of(contract.type),
        filed=approved_entries(session, contract.organization_id),
    )


def _usual_hints(preferences: Preferences) -> dict[str, str]:
    usual = (preferences.access_code_hint, str(BIRTH_DATE), str(IDENTITY_PHOTOS))
    return {f"usual-{at}": text for at, text in enumerate(dict.fromkeys(usual)) if text}


def _choices(words: Mapping[str, str]) -> list[SelectChoice]:
    return [SelectChoice(key, text) for key, text in words.items()]
