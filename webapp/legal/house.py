"""What the organisation gives every draft: its types, its preferences, its 定型文, today's date."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from flask_babel import gettext as _
from sqlalchemy.orm import Session
from wtforms.fields import SelectChoice

from contracts.preferences import Preferences
from contracts.reasons import JST
from database.contract import Contract, ContractType
from database.engine import now_of
from database.office import AddressEntry
from database.queries.filed_addresses import approved_entries
from database.queries.office_texts import hint_snippets
from database.queries.preferences import preferences_of
from database.queries.types import contract_types
from webapp.drafting import BY_URL
from webapp.texts.hints import BIRTH_DATE, IDENTITY_PHOTOS


@dataclass(frozen=True, slots=True)
class House:
    """`contract_type` is the code of the draft's type, empty while there is none."""

    types: Sequence[ContractType]
    preferences: Preferences
    snippets: tuple[str, ...]
    today: date
    contract_type: str
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
    def snippet_choices(self) -> list[SelectChoice]:
        return [SelectChoice(str(at), text) for at, text in enumerate(self.snippets)]


def house_of(session: Session, contract: Contract) -> House:
    preferences = preferences_of(session, contract.organization_id)
    usual = [preferences.access_code_hint, str(BIRTH_DATE), str(IDENTITY_PHOTOS)]
    saved = hint_snippets(session, contract.organization_id)
    return House(
        types=contract_types(session, contract.organization_id),
        preferences=preferences,
        snippets=tuple(dict.fromkeys(text for text in [*usual, *saved] if text)),
        today=now_of(session).astimezone(JST).date(),
        contract_type=contract.type.code if contract.type else "",
        filed=approved_entries(session, contract.organization_id),
    )
