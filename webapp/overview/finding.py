"""The organisation and the contract an address names; every look is told to whose they are."""

from flask import abort
from sqlalchemy.orm import Session

from contracts.access import Level
from database.audit import Told, append_audit
from database.contract import Contract
from database.engine import now_of
from database.overview import OverviewGrant
from database.queries.overview import contract_across, standing_grant
from webapp.access.staff import staff, staff_origin


def grant_or_404(session: Session, public_id: str, least: Level = Level.VISITOR) -> OverviewGrant:
    return standing_grant(session, staff(), public_id, least) or abort(404)


def contract_or_404(session: Session, grant: OverviewGrant, public_id: str) -> Contract:
    return contract_across(session, grant, public_id) or abort(404)


def tell(session: Session, grant: OverviewGrant, code: str, subject: str, **facts: str | int) -> None:
    """Write into the chain of the organisation that is looked at, who looked and from where."""
    looking = staff()
    who = {"from_organization": looking.organization.name, "from_person": looking.user.name}
    told = Told(
        code,
        looking.user.public_id,
        subject,
        {**facts, **who, "grant": grant.public_id, "address": staff_origin().address},
    )
    append_audit(session, grant.organization_id, told, now_of(session))
