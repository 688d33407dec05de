"""Holding each row against the rules of a draft, before anything is sent (MK-51)."""

import json
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import replace

from sqlalchemy.orm import Session

from adapters.keys import KeyPurpose
from adapters.secrets import CodeSafe
from database.bulk_desk import named_faults, sealed_name
from database.bulk_drafts import Source, draft_faults, put_row, row_draft, undone
from database.bulk_runs import NewRow
from database.bulk_values import spelled_values
from database.document_template import DocumentTemplate
from webapp.bulk_sendings.columns import codes_among
from webapp.bulk_sendings.meaning import Meant, RowFault, Rules, meant_by
from webapp.bulk_sendings.reading import Cells
from webapp.drafting.house import house
from webapp.parts import parts

AT_ONCE = 50
"""Rows held against the rules in one transaction: others who write wait no longer than for these."""
SET = "set"
"""Stands for the hash of an access code while a draft is only tried."""


def checked(source: Source, rules: Rules, key: str, rows: Sequence[Cells]) -> list[NewRow]:
    """Return every row with what is wrong with it; nothing is kept."""
    found: list[NewRow] = []
    for at in range(0, len(rows), AT_ONCE):
        with parts().database.writing() as session, undone(session):
            here = replace(source, template=session.get_one(DocumentTemplate, source.template.id))
            found += _held_against_rules(session, here, rules, key, rows[at : at + AT_ONCE])
    return found


def code_safe() -> CodeSafe:
    return CodeSafe(parts().keys.derived(KeyPurpose.BULK_CODES))


def _held_against_rules(
    session: Session, source: Source, rules: Rules, key: str, rows: Sequence[Cells]
) -> Iterator[NewRow]:
    """One draft stands for every row in turn."""
    contract = None
    for row in rows:
        meant = meant_by(row.typed, rules)
        codes = dict.fromkeys(meant.codes, SET)
        if contract is None:
            contract = row_draft(session, source, str(uuid.uuid4()), meant.values, codes)
        else:
            put_row(session, source, contract, meant.values, codes)
        session.flush()
        named = named_faults(session, contract, draft_faults(session, contract, house()))
        yield _kept(key, row, meant, rules, _united(meant.faults, named))


def _united(unread: Sequence[RowFault], found: Sequence[RowFault]) -> list[RowFault]:
    """What could not be read is not told of once more as missing."""
    places = {(number, field) for number, field, _code in unread}
    return [*unread, *(one for one in found if (one[0], one[1]) not in places)]


def _kept(key: str, row: Cells, meant: Meant, rules: Rules, faults: list[RowFault]) -> NewRow:
    secret = codes_among(rules.columns)
    cells = {name: text for name, text in row.typed.items() if name not in secret}
    name = sealed_name(key, row.line)
    sealed = code_safe().sealed(json.dumps(meant.codes), name) if meant.codes else None
    spelled = json.dumps(cells, ensure_ascii=False)
    return NewRow(row.line, spelled, spelled_values(meant.values), sealed, faults)
