import hashlib

import pytest

from tests.counterparty.office import Office
from tests.counterparty.planning import Plan
from tests.desk.site import Clerk
from tests.envelope.enclosing import FURTHER, enclose


@pytest.mark.shows("CL-38")
def test_every_document_of_an_envelope_is_shown_as_it_stood(sender: Office, clerk: Clerk) -> None:
    sent = sender.sent(Plan())
    enclose(sender, sent)
    page = f"/contracts/{sent.contract}"
    clerk.opens(page)
    assert all(name in clerk.text for name in FURTHER)
    answers = [clerk.client.get(f"{page}/revisions/1/1/document.pdf?document={at}").data for at in (1, 2, 3)]
    assert len(set(answers)) == 3
    for pdf in answers:
        assert hashlib.sha256(pdf).hexdigest() in clerk.text
