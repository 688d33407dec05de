"""まとめて再依頼 row by row, for as long as somebody waits (IM-73)."""

import time
from collections.abc import Sequence

from contracts.acts import Origin
from database.chasing import BulkRequest, BulkRequestRow
from database.queries.bulk_requests import keep_result
from database.sessions import Staff
from webapp.chasing.asking import derived_key
from webapp.chasing.bulk import re_request_contract
from webapp.parts import parts

PATIENCE_SECONDS = 8.0
"""How long one press goes on before the page shows how far it is."""


def ask_while_patient(
    person: Staff, origin: Origin, run: BulkRequest, rows: Sequence[BulkRequestRow]
) -> None:
    """Ask for `rows` until all are done or the patience is over; asked again, it goes on."""
    until = time.monotonic() + PATIENCE_SECONDS
    for row in rows:
        key = derived_key(run.public_id, row.contract.public_id)
        result = re_request_contract(person, origin, row.contract.public_id, key)
        with parts().database.writing() as session:
            keep_result(session, row, result.outcome, result.asked, result.code)
        if time.monotonic() > until:
            return
