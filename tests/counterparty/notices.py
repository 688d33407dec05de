"""What the worker does with the notices that pages leave."""

from contracts.messages import NoticeKind
from database.case_notices import CaseNoticeDesk
from database.delivery import Delivery
from tests.counterparty.office import Office
from workflows.wiring import case_notices


def delivered(office: Office) -> list[str]:
    """Do with every notice asked for what the worker does, twice; return the templates on record."""
    opened = office.opened
    notices = case_notices(opened)
    for notice in list(office.engine.notices) * 2:
        notices.send(NoticeKind(notice.kind), notice.subject)
    with opened.database.reading() as session:
        return [row.template for row in session.query(Delivery).order_by(Delivery.id)]


def untold(office: Office) -> list[str]:
    """Return the subjects of what could not be said while the engine was away."""
    opened = office.opened
    return [one.subject for one in CaseNoticeDesk(opened.database, opened.settings.base_url).untold()]
