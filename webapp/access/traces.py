"""What staff look at or take away is told to the audit log: who, from where, about what (GM-34)."""

from flask import request

from contracts.acts import Origin
from database.audit import Told, append_audit
from database.contract import Contract
from database.engine import now_of
from webapp.parts import parts

FROM_THE_START = "bytes=0-"


def tell_seen(contract: Contract, origin: Origin, code: str, **facts: str | int) -> None:
    """File one row; a draft is nobody's contract yet, and its own page tells nothing either."""
    if not contract.sequence or not _is_opening():
        return
    with parts().database.writing() as session:
        told = Told(code, origin.actor, contract.public_id, {"address": origin.address, **facts})
        append_audit(session, contract.organization_id, told, now_of(session))


def _is_opening() -> bool:
    """A viewer that fetches a file piece by piece has opened it once."""
    return request.headers.get("Range", FROM_THE_START).startswith(FROM_THE_START)
