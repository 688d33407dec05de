"""組織の全員で使う: not of a contract that is open to some alone, unless by who says whom it is open to."""

from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import Session

from database.contract import Contract
from database.queries.levels import may_give
from webapp.access.staff import staff
from webapp.document_templates.forms import TemplateForm


def may_publish(session: Session, form: TemplateForm, source: str) -> bool:
    """Complain beside the tick of what everybody would read: `source` is the contract's public id (MK-79)."""
    if not form.shared.data or _is_open(session, source):
        return True
    form.shared.errors = [
        _(
            "見られる人を限っている文書から作ったテンプレートは、組織の全員では使えません。印を外してください。"
        )
    ]
    return False


def _is_open(session: Session, source: str) -> bool:
    mine = Contract.organization_id == staff().organization.id
    contract = session.scalars(select(Contract).where(Contract.public_id == source, mine)).first()
    if contract is None or not (contract.confidential or contract.own_access):
        return True
    return may_give(session, staff(), contract)
