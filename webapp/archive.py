"""From what a person typed to what a query asks for; the pages and the API search alike."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy.orm import Session

from contracts.access.tree import below
from contracts.custom_values import value_of
from contracts.finding import NOTHING, company_key, counterparty_words, printable, words_from
from contracts.type_preset import CustomField, FieldKind
from database.body_pairs import TABLE
from database.contract import Contract
from database.contract_body import ContractBody
from database.contract_type import ContractType
from database.queries.archive import Wanted, begin_reading
from database.queries.archive_filters import OwnItem
from database.queries.folders import FolderLine
from database.queries.types import preset_of
from database.tree import branches_of
from search import Bodies, Columns
from webapp.parts import parts

NOBODY = 0
"""No row has this id."""
NO_COMPANY = "-"
"""No company has this key: keys are letters and digits alone."""
PUBLIC_ID = re.compile(r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
COLUMNS = Columns(
    id=Contract.id,
    rev=Contract.rev,
    indexed_rev=Contract.indexed_rev,
    text=Contract.search_text,
    counterparties=Contract.search_counterparties,
    tokens=Contract.search_tokens,
)
WITH_BODIES = replace(
    COLUMNS,
    bodies=Bodies(ContractBody.contract_id, ContractBody.text, ContractBody.tokens, pairs=TABLE),
)


def with_words(
    session: Session, wanted: Wanted, typed: str, counterparty: str, *, bodies: bool = True
) -> Wanted:
    """Return `wanted` narrowed to contracts that hold these words and have this counterparty.

    With `bodies` their documents may hold them, too, where the installation keeps what those say. A 書類ID
    is meant whole (MK-85).
    """
    if PUBLIC_ID.fullmatch(typed.strip()):
        wanted, typed = replace(wanted, filters=replace(wanted.filters, public_id=typed.strip().lower())), ""
    words = words_from(typed)
    named = counterparty_words(counterparty) if counterparty.strip() else NOTHING
    if not words and not named:
        return wanted
    begin_reading(session)
    asked = columns_for(bodies=bodies), words, named
    conditions, looking = parts().finder.conditions(*asked), parts().finder.looking(*asked)
    return replace(wanted, conditions=conditions, looking=looking, words=words.and_of(named))


def company_sought(name: str) -> str:
    """Return the key of the counterparty that is called so; of a name that is none, one nobody has."""
    return (company_key(name) or NO_COMPANY) if name else ""


def folders_sought(
    session: Session, organization_id: int, known: Sequence[FolderLine], public_id: str
) -> tuple[int, ...]:
    """Return the folder and all below it; of one that is not `known`, an id that no row has."""
    found = [line.folder.id for line in known if line.folder.public_id == public_id]
    return tuple(sorted(below(branches_of(session, organization_id), found[0]))) if found else (NOBODY,)


def number_sought(typed: str) -> str:
    return printable(unicodedata.normalize("NFKC", typed))


def own_items(types: Sequence[ContractType]) -> Sequence[CustomField]:
    """Return the 独自の項目 of all types, one for each code."""
    fields = (one for kind in types for one in preset_of(kind).custom_fields)
    return list({one.code: one for one in fields}.values())


def own_item(fields: Sequence[CustomField], code: str, typed: str) -> OwnItem | None:
    """A part of a text is enough; a number, a day or a choice is meant whole, however it is written.

    A code is what stands in an address: PostgreSQL knows no NUL and would not be asked for one.
    """
    if not code:
        return None
    code, value = printable(code), printable(typed)
    field = next((one for one in fields if one.code == code), None)
    if field is None or field.kind == FieldKind.TEXT or not value:
        return OwnItem(code, value)
    try:
        return OwnItem(code, value_of(field, value), whole=True)
    except ValueError:
        return OwnItem(code, value, whole=True)


def columns_for(*, bodies: bool) -> Columns:
    return WITH_BODIES if bodies and parts().settings.search_bodies else COLUMNS
