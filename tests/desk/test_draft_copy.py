"""締結前の写し from the contract's page: marked, told to the log, and gone once there is a signed one."""

from io import BytesIO

import pypdfium2
import pytest
from sqlalchemy import select

from database.audit import AuditEvent
from tests.counterparty.office import Office
from tests.desk.cases import concluded, sent_by
from tests.desk.site import Clerk


@pytest.mark.shows("MK-91", "GM-34")
def test_a_contract_under_way_is_downloaded_with_the_mark_and_a_concluded_one_is_not(
    clerk: Clerk, office: Office
) -> None:
    sent = sent_by(clerk, office)
    path = f"/contracts/{sent.contract}/draft.pdf"
    assert path in clerk.text
    answer = clerk.opens(path)
    assert answer.mimetype == "application/pdf"
    for page in pypdfium2.PdfDocument(BytesIO(answer.data)):
        assert "締結前" in page.get_textpage().get_text_range()
    with office.opened.database.reading() as session:
        rows = session.scalars(select(AuditEvent).where(AuditEvent.code == "downloaded")).all()
    assert [row.subject for row in rows if '"draft_copy"' in row.facts] == [sent.contract]
    concluded(office, sent)
    assert path not in clerk.opens(f"/contracts/{sent.contract}").text
    assert clerk.opens(path).status_code == 404
