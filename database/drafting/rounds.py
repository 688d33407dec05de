"""The act that answers a 差し戻し with a new version: the rules of a first sending hold again (MK-84)."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from contracts.acts import OpenRound
from contracts.sending_rules import may_begin
from database.contract import Contract
from database.document import DocumentVersion
from database.document_templates import is_from_template
from database.drafting.restrictions import is_approved_first
from database.drafting.submitting import Asked
from database.people import User
from database.queries.approval_routes import route_of
from database.queries.downloads import version_of_round
from database.queries.preferences import preferences_of


def plan_round(
    session: Session, contract: Contract, sender: User, act: Asked, new: tuple[str, str]
) -> OpenRound:
    """`new` are the version's public id and the reply.

    The route is chosen anew: what was typed, and who may approve, may have changed since.
    """
    version, reply = new
    route = route_of(session, contract, sender)
    return OpenRound(
        key=act.key,
        origin=act.origin,
        version=version,
        reply=reply,
        route=route,
        needs_approval=bool(route) or is_approved_first(session, contract),
        same_documents=holds_the_same(session, contract, version),
    )


def holds_the_same(session: Session, contract: Contract, version: str) -> bool:
    """Tell whether the version holds the documents of the round there is, by name and order (MK-65)."""
    before = version_of_round(session, contract)
    new = session.scalars(
        select(DocumentVersion).where(
            DocumentVersion.contract_id == contract.id, DocumentVersion.public_id == version
        )
    ).first()
    names = [[one.filename for one in row.documents] for row in (before, new) if row is not None]
    return len(names) > 1 and names[0] == names[1]


def may_open_round(session: Session, contract: Contract) -> bool:
    """Tell whether the version kept last may be sent where only the files of templates are."""
    preferences = preferences_of(session, contract.organization_id)
    return may_begin(preferences, from_template=is_from_template(session, contract))
