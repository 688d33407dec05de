"""The version that was filed to answer a 差し戻し and is not sent yet, on the page of its contract."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from adapters.confinement import ConfinedTaskFailed
from contracts.roles import Permission
from database.contract import Contract
from database.queries.placed_versions import version_to_send
from database.sessions import Staff
from webapp.casefile.forms import RoundForm, fresh
from webapp.drafting.revised_pages import RevisedPages, revised_pages


@dataclass(frozen=True, slots=True)
class Pending:
    """`number` is the version's, `id` its public id, `reply` what was typed when it was filed."""

    id: str
    number: int
    names: tuple[str, ...]
    reply: str
    revised: RevisedPages


def pending_revision(session: Session, staff: Staff, contract: Contract) -> Pending | None:
    """Return what waits to be sent, for whoever may send it."""
    version = version_to_send(session, contract) if staff.may(Permission.SEND) else None
    if version is None:
        return None
    try:
        revised = revised_pages(session, contract, version)
    except ConfinedTaskFailed:
        revised = RevisedPages((), ())
    names = tuple(one.filename for one in version.documents)
    return Pending(version.public_id, version.number, names, version.note, revised)


def round_form(pending: Pending | None) -> RoundForm:
    """Return the form of a new round, with the file and the words that are there already."""
    form = fresh(RoundForm, "round")
    if pending is not None:
        form.version.data, form.reply.data = pending.id, pending.reply
    return form
