"""What an agreement names, read back and compared with the digests that the agreement holds (T47)."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from contracts.fields import TypedField, form_digest, typed_fields
from contracts.imprint_digest import drawing_digest, imprint_digest
from contracts.signing import ImprintMark
from database.evidence import ImprintRow
from database.holders import FilledForm
from database.party import Party


class AgreedIsChanged(Exception):
    """What is kept is not what was agreed to: `code` is imprint or form, `named` its public id."""

    def __init__(self, code: str, named: str) -> None:
        super().__init__(code, named)
        self.code = code
        self.named = named


def mark_of(row: ImprintRow) -> ImprintMark:
    return ImprintMark(row.text, row.operators, row.size_mm, row.picture or b"")


def digest_of(row: ImprintRow) -> str:
    return imprint_digest(mark_of(row), row.svg, row.method)


def agreed_mark(session: Session, party: Party, facts: Mapping[str, Any]) -> ImprintMark | None:
    """Return the seal that an agreement's facts name, None if it has none; raises AgreedIsChanged.

    A digest over the drawing alone is that of a seal of an earlier release.
    """
    named = str(facts["imprint"])
    if not named:
        return None
    query = select(ImprintRow).where(ImprintRow.party_id == party.id, ImprintRow.public_id == named)
    row = session.scalars(query).first()
    if row is None or facts["imprint_digest"] not in {digest_of(row), drawing_digest(mark_of(row))}:
        raise AgreedIsChanged("imprint", named)
    return mark_of(row)


def agreed_values(session: Session, party: Party, facts: Mapping[str, Any]) -> list[TypedField]:
    """Return what was typed as an agreement's facts name it, nothing if no form; raises AgreedIsChanged."""
    named = str(facts.get("form", ""))
    if not named:
        return []
    query = select(FilledForm.values).where(FilledForm.party_id == party.id, FilledForm.public_id == named)
    spelled = session.scalars(query).first()
    if spelled is None or form_digest(spelled) != facts.get("form_digest"):
        raise AgreedIsChanged("form", named)
    return typed_fields(spelled)
