"""Those who run the installation see on their home page what the signing certificate needs."""

import threading
from collections.abc import Iterator
from datetime import timedelta

import pytest
from cryptography.hazmat.primitives.serialization import Encoding
from playwright.sync_api import Browser
from werkzeug.serving import make_server

from adapters.key_records import KeyRecords
from tests.access.house import House
from tests.desk.serving import signed_in
from tests.desk.site import Clerk
from tests.desk.test_looks import faults_at_sizes
from tests.evidence.clock import present
from tests.evidence.foreign import foreign_authority
from tests.shell.looking import listen


@pytest.fixture
def records(house: House) -> KeyRecords:
    """The certificate that signs here ends in 59 days."""
    authority = foreign_authority()
    chain = (authority.signer(life=timedelta(days=59)), authority.issuer, authority.root)
    records = KeyRecords(house.office.opened.settings.key_records)
    records.take("signer", [one.certificate.public_bytes(Encoding.DER) for one in chain], present())
    return records


@pytest.fixture
def served(house: House) -> Iterator[str]:
    server = make_server("127.0.0.1", 0, house.site, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_certificate_that_ends_and_a_key_that_cannot_be_used_are_told_to_administrators_alone(
    administrator: Clerk, legal: Clerk, records: KeyRecords
) -> None:
    ending, stopped = "署名用の証明書の有効期限が近づいています", "電子署名が止まっています"
    administrator.opens("/")
    assert ending in administrator.text
    assert administrator.client.get("/readyz").get_json()["signing_key"]
    records.say("token_failed", "warifu", present())
    administrator.opens("/")
    assert stopped in administrator.text
    assert "token_failed" in administrator.text
    answer = administrator.client.get("/readyz")
    assert (answer.status_code, answer.get_json()["signing_key"]) == (200, False)
    legal.opens("/")
    assert ending not in legal.text
    assert stopped not in legal.text


@pytest.mark.usefixtures("administrator")
def test_the_notice_is_clean_on_a_desktop_and_a_phone(
    browser: Browser, records: KeyRecords, served: str
) -> None:
    assert records.generations()
    page = signed_in(browser, served, "admin@sample.example")
    heard = listen(page)
    page.goto(f"{served}/")
    page.get_by_text("署名用の証明書の有効期限が近づいています").wait_for()
    assert faults_at_sizes(page, heard) == []
    page.context.close()
