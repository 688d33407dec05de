"""What a visit leaves in the audit log besides the acts that the engine records."""

from flask import request
from sqlalchemy.orm import Session

from database.audit import Told, append_audit
from database.engine import now_of
from database.queries.visits import Visit
from webapp.looks import tell_look
from webapp.parts import parts


def tell(session: Session, found: Visit, code: str, **facts: str | int) -> None:
    """Append one row in the caller's transaction; facts are codes and ids, never a secret."""
    append_audit(session, found.contract.organization_id, _told(found, code, facts), now_of(session))


def tell_alone(found: Visit, code: str, **facts: str | int) -> None:
    with parts().database.writing() as session:
        tell(session, found, code, **facts)


def tell_shown(found: Visit, digest: str) -> None:
    """Tell that the bytes of a document go to this browser: whether a person looks is told by what follows.

    It is no act of the party, and no step depends on it (T14, GM-34).
    """
    tell_look(found.contract.organization_id, _told(found, "document_shown", {"digest": digest}))


def _told(found: Visit, code: str, facts: dict[str, str | int]) -> Told:
    visitor = found.session.public_id if found.session else ""
    where: dict[str, str | int] = {
        "address": request.remote_addr or "",
        "session": visitor,
        "round": found.link.round,
    }
    return Told(code, found.party.public_id, found.contract.public_id, {**where, **facts})
