"""What is told beside the acts: an answer to electronic delivery, a report of the post, an anchor."""

from sqlalchemy import select

from contracts.acts import Origin
from contracts.edelivery import Answer
from contracts.reports import Report, ReportKind
from database.delivery import Delivery
from database.delivery_answers import Given, record_answer
from database.delivery_reports import take_reports
from database.engine import now_of
from database.party import Party
from tests.lifecycle.office import Draft, Office
from workflows.wiring import anchoring_of, sealer_of

CORPORATE_NUMBER, PHONE = "7000012050002", "09012345678"
PHRASE_ADDRESS = "198.51.100.23"


def beside_the_acts(office: Office, draft: Draft) -> None:
    with office.opened.database.writing() as session:
        first = session.scalars(select(Party).where(Party.public_id == draft.parties[0].id)).one()
        first.corporate_number, first.phone = CORPORATE_NUMBER, PHONE
        consent = Given(Answer.CONSENTED, "", Origin(first.public_id, PHRASE_ADDRESS, "consenting browser"))
        record_answer(session, first, "labour", consent)
        asked = select(Delivery).where(Delivery.party == first.public_id, Delivery.template == "sign_request")
        letter = session.scalars(asked.order_by(Delivery.id.desc())).first()
        assert letter is not None
        arrived = Report("sendgrid", "one", letter.message_id, ReportKind.ARRIVED, "", now_of(session))
        take_reports(session, [arrived])
    anchoring_of(office.opened, sealer_of(office.opened)).anchor_heads()
