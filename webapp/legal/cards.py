"""Further cards of 文書情報の入力: each brings its form, what it keeps and what 確認・送信 lists of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from sqlalchemy.orm import Session
from wtforms import Form

from database.contract import Contract
from webapp.legal.custom_card import CustomCard
from webapp.legal.deadlines_card import DeadlinesCard
from webapp.legal.documents_card import DocumentsCard
from webapp.legal.finishing_card import FinishingCard
from webapp.legal.placement_card import PlacementCard

Pairs = Sequence[tuple[str, str | int]]


class Card(Protocol):
    """One card; names of its inputs must differ from those of every other form on the page."""

    @property
    def template(self) -> str:
        """Return the partial that shows it, such as legal/draft/_reminders.html; it is given `part`."""

    def form_of(self, session: Session, contract: Contract, *, typed: bool) -> Form:
        """Return the form with what was sent (flask.request.form), or with what is kept."""

    def keep(self, session: Session, contract: Contract, form: Form) -> None:
        """Keep what can be read; `webapp.legal.forms.complain` of the rest, which stays as it was."""

    def pairs(self, session: Session, contract: Contract) -> Pairs:
        """Return labels and words for 確認・送信; nothing where nothing was chosen."""


CARDS: tuple[Card, ...] = (
    CustomCard(),
    DocumentsCard(),
    DeadlinesCard(),
    FinishingCard(),
    PlacementCard(),
)


@dataclass(frozen=True, slots=True)
class Part:
    """A card as the page shows it."""

    template: str
    form: Any
    card: Card

    @property
    def is_among_facts(self) -> bool:
        """Tell whether it stands inside 文書情報 rather than below the parties."""
        return isinstance(self.card, CustomCard)

    @property
    def errors(self) -> bool:
        return any(control.errors for control in self.form)


def parts_of(session: Session, contract: Contract, *, typed: bool) -> tuple[Part, ...]:
    return tuple(Part(card.template, card.form_of(session, contract, typed=typed), card) for card in CARDS)


def card_pairs(session: Session, contract: Contract) -> list[tuple[str, str | int]]:
    return [pair for card in CARDS for pair in card.pairs(session, contract)]
