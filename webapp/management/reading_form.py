"""Each proposal as two fields: what it says, to be put right, and what is to become of it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from flask_babel import gettext as _
from sqlalchemy.orm import Session
from wtforms import HiddenField, RadioField, SelectField, StringField
from wtforms.fields import SelectChoice
from wtforms.validators import Length

from adapters.secrets import NoKeyOpens, PageSafe
from contracts.metadata import OWN_ITEM, Item, ValueUnreadable, value_from
from contracts.reading import (
    ASKABLE,
    COUNTERPARTIES,
    HIT,
    TITLE,
    Confidence,
    ProposalState,
    Read,
    confidence_of,
    door_of,
    named_value,
)
from database.changing_metadata import own_items, value_in
from database.contract import Contract
from database.metadata_reading import MetadataProposal, MetadataReading
from database.queries.metadata_proposals import proposals_of
from database.reading_desk import said_now
from webapp.access.asking import new_key
from webapp.casefile.forms import KeyForm
from webapp.drafting.complaining import complain
from webapp.parts import parts
from webapp.texts.metadata import (
    CHOICE,
    TICK,
    fault_words,
    item_choices,
    item_hint,
    item_kind,
    item_shown,
    item_typed,
)
from webapp.texts.reading import NAME_FAULTS, YES_NO, read_label

ACCEPT, DISMISS, LATER = "accept", "dismiss", "later"
LONGEST_VALUE = 500


@dataclass(frozen=True, slots=True)
class Line:
    """One proposal as the page shows it; without `value` it is answered, or needs no answer."""

    row: MetadataProposal
    label: str
    door: str
    now: str
    was_read: str
    confidence: Confidence
    snippet: Sequence[str] = ()
    value: Any = None
    verdict: Any = None
    seen: Any = None

    @property
    def is_hint(self) -> bool:
        return self.row.state == ProposalState.HINT


@dataclass(frozen=True, slots=True)
class ReadingPage:
    """`asked` wait for an answer, `answered` do not."""

    form: Any
    asked: Sequence[Line] = ()
    answered: Sequence[Line] = ()
    values: dict[str, str] = field(default_factory=dict)


def reading_page(
    session: Session, contract: Contract, reading: MetadataReading | None, *, typed: bool
) -> ReadingPage:
    """Return the lines and their form, as sent when `typed`."""
    rows = proposals_of(session, contract)
    snippets = _snippets(contract, reading)
    asked = [row for row in rows if row.state in ASKABLE]
    form = _form(contract, asked, typed=typed)
    lines = [_line(contract, row, snippets, form) for row in rows]
    return ReadingPage(
        form,
        [line for line in lines if line.value is not None],
        [line for line in lines if line.value is None],
    )


def value_sent(line: Line, contract: Contract) -> str | None:
    """Return what was typed as it is kept, or complain beside the field and return None."""
    typed = (line.value.data or "").strip()
    if not typed:
        complain(line.value, _("空のままでは反映できません。「反映しない」を選んでください。"))
        return None
    if not line.door:
        return str(typed)
    try:
        if line.door in {TITLE, COUNTERPARTIES}:
            return named_value(line.door, typed)
        return value_from(line.door, typed, own_items(contract))
    except ValueUnreadable as unreadable:
        complain(line.value, fault_words(str(unreadable.facts["why"])))
    except ValueError as wrong:
        complain(line.value, NAME_FAULTS[str(wrong)])
    return None


def _form(contract: Contract, rows: Sequence[MetadataProposal], *, typed: bool) -> Any:  # noqa: ANN401 -- a form made for this contract
    own = own_items(contract)
    fields: dict[str, Any] = {}
    held: dict[str, str] = {"key": new_key()}
    for row in rows:
        item, door = Read(row.item), door_of(Read(row.item), own, contract.stage)
        fields |= {
            f"value-{row.public_id}": _field(item, door, contract),
            f"seen-{row.public_id}": HiddenField(),
            f"verdict-{row.public_id}": _verdict(row),
        }
        held |= {
            f"value-{row.public_id}": item_typed(door, row.value, own) if door in set(Item) else row.value,
            f"seen-{row.public_id}": value_in(contract, door) if door else "",
            f"verdict-{row.public_id}": _usual(row),
        }
    made = type("ReadingForm", (KeyForm,), fields)
    return made() if typed else made(None, data=held)


def _field(item: Read, door: str, contract: Contract) -> Any:  # noqa: ANN401 -- an unbound field of WTForms
    own = own_items(contract)
    label = read_label(item)
    if item is Read.ANTISOCIAL and not door:
        choices = [SelectChoice(value, words) for value, words in YES_NO.items()]
        return SelectField(label, choices=choices, validate_choice=False)
    if door and item_kind(door, own) in {CHOICE, TICK}:
        choices = [SelectChoice(value, words) for value, words in item_choices(door, own)]
        return SelectField(label, choices=choices, validate_choice=False)
    too_long = Length(max=LONGEST_VALUE, message=_("500文字以内で入力してください。"))
    attributes = {"maxlength": LONGEST_VALUE, "autocomplete": "off"}
    hint = item_hint(door, own) if door in set(Item) or door.startswith(OWN_ITEM) else ""
    return StringField(label, [too_long], description=hint, render_kw=attributes)


def _verdict(row: MetadataProposal) -> Any:  # noqa: ANN401 -- as _field
    take = _("いまの内容を置き換える") if row.state == ProposalState.HINT else _("この内容で確認する")
    words = ((ACCEPT, take), (DISMISS, _("反映しない")), (LATER, _("あとで")))
    choices = [SelectChoice(value, label) for value, label in words]
    return RadioField(_("どうしますか"), choices=choices, validate_choice=False)


def _usual(row: MetadataProposal) -> str:
    """What differs from a person's value, and what is hardly sure, is never chosen beforehand."""
    is_sure = confidence_of(row.rule) != Confidence.LOW
    return ACCEPT if row.state == ProposalState.OPEN and is_sure else LATER


def _line(
    contract: Contract,
    row: MetadataProposal,
    snippets: Sequence[str],
    form: Any,  # noqa: ANN401 -- as _form
) -> Line:
    item, own = Read(row.item), own_items(contract)
    door = door_of(item, own, contract.stage)
    is_asked = row.state in ASKABLE
    value = row.settled or row.value
    return Line(
        row,
        read_label(item),
        door,
        now=shown(door, said_now(contract, item), contract),
        was_read=shown(door, value, contract)
        if item is not Read.ANTISOCIAL
        else str(YES_NO.get(value, value)),
        confidence=confidence_of(row.rule),
        snippet=snippets[row.snippet].split(HIT) if row.snippet < len(snippets) else (),
        value=form[f"value-{row.public_id}"] if is_asked else None,
        verdict=form[f"verdict-{row.public_id}"] if is_asked else None,
        seen=form[f"seen-{row.public_id}"] if is_asked else None,
    )


def shown(door: str, value: str, contract: Contract) -> str:
    """Return a value as people read it; one of no known item stands as it is."""
    if door in set(Item) or door.startswith(OWN_ITEM):
        return item_shown(door, value, own_items(contract))
    return value


def _snippets(contract: Contract, reading: MetadataReading | None) -> Sequence[str]:
    """What no living key opens is gone until the document is read again: the page is still named."""
    if reading is None or not reading.sealed:
        return ()
    try:
        return [
            text
            for _document, _page, text in PageSafe(parts().keys).opened(reading.sealed, contract.public_id)
        ]
    except NoKeyOpens:
        return ()
