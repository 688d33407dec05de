"""What a visit leaves in the audit log besides the acts that the engine records."""

from flask import request
from sqlalchemy.orm import Session

from database.audit import Told, append_audit
from database.engine import now_of
from database.queries.visits import Visit
from webapp.parts import parts


def tell(session: Session, found: Visit, code: str, **facts: str | int) -> None:
    """Append one row in the caller's transaction; facts are codes and ids, never a secret."""
    visitor = found.session.public_id if found.session else ""
    where: dict[str, str | int] = {
        "address": request.remote_addr or "",
        "session": visitor,
        "round": found.link.round,
    }
    told = Told(code, found.party.public_id, found.contract.public_id, {**where, **facts})
    append_audit(session, found.contract.organization_id, told, now_of(session))


def tell_alone(found: Visit, code: str, **facts: str | int) -> None:
    with parts().database.writing() as session:
        tell(session, found, code, **facts)
