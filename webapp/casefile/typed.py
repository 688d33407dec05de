"""相手方が入力した値: what each party typed, and what of it may be taken over into the contract (AD-20)."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from contracts.day_input import day_from
from contracts.fields import TypedField
from contracts.inputs import InputKind, Meaning
from database.contract import Contract
from database.party import Party
from database.proposals import ProposalAnswer
from database.queries.proposals import TypedValues, answers_of, said_now, typed_by_parties
from webapp.texts.asking import MEANINGS
from webapp.texts.dates import prose_date

DAYS = frozenset({Meaning.AGREED_ON, Meaning.STARTS_ON, Meaning.ENDS_ON})


@dataclass(frozen=True, slots=True)
class TypedLine:
    """One value as staff see it; `is_open` waits for an answer, `becomes` is None for no such day."""

    field: TypedField
    meaning: str
    before: str
    becomes: str | None
    answer: ProposalAnswer | None

    @property
    def is_check(self) -> bool:
        return self.field.kind == InputKind.CHECK

    @property
    def is_open(self) -> bool:
        return self.field.proposes and self.answer is None


@dataclass(frozen=True, slots=True)
class TypedSheet:
    party: Party
    form: str
    lines: list[TypedLine]


def typed_sheets(session: Session, contract: Contract) -> list[TypedSheet]:
    answers = answers_of(session, contract)
    return [
        TypedSheet(
            one.party, one.form, [_line(session, contract, one, field, answers) for field in one.fields]
        )
        for one in typed_by_parties(session, contract)
    ]


def _line(
    session: Session,
    contract: Contract,
    sheet: TypedValues,
    field: TypedField,
    answers: dict[tuple[str, str], ProposalAnswer],
) -> TypedLine:
    answer = answers.get((sheet.form, field.field))
    before = answer.before if answer else said_now(session, contract, sheet.party, field.maps_to)
    return TypedLine(field, _meaning(field.maps_to), shown(before), _becomes(field), answer)


def adoptable(field: TypedField) -> str | None:
    """Return the value as the contract would keep it, a day as ISO; None for a day that cannot be read."""
    if field.maps_to not in DAYS:
        return field.value
    try:
        day = day_from(field.value)
    except ValueError:
        return None
    return day.isoformat() if day else None


def shown(value: str) -> str:
    """Return a kept value as people read it."""
    try:
        return prose_date(date.fromisoformat(value))
    except ValueError:
        return value


def _becomes(field: TypedField) -> str | None:
    value = adoptable(field)
    return shown(value) if value is not None else None


def _meaning(maps_to: str) -> str:
    labels: dict[str, str] = {meaning: str(label) for meaning, label in MEANINGS.items()}
    return labels.get(maps_to, "")
