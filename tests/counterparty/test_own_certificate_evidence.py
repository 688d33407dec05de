"""A party that signed with its own certificate: the certificate of agreement says whose it was (LW-08)."""

import json
from dataclasses import asdict

import pytest

from adapters.certificates.page import page
from database.certificate_facts import Gathering
from tests.counterparty.office import Office
from tests.counterparty.planning import Plan
from tests.counterparty.site import Visitor
from tests.counterparty.test_own_signature import comes_to_the_question, prepares, signs
from tests.counterparty.test_signing_url_evidence import SIGNED, SITE, request_of
from tests.evidence.foreign import foreign_authority


@pytest.mark.shows("LW-08")
def test_the_certificate_of_agreement_names_the_subject_of_the_partys_own_certificate(
    office: Office, visitor: Visitor
) -> None:
    house = foreign_authority()
    holder = house.signer()
    sent = office.sent(Plan())
    comes_to_the_question(visitor, office, sent)
    signs(visitor, prepares(visitor, holder.pem + house.issuer.pem), holder)
    visitor.sends("/c/agreement/confirmation")
    visitor.sends("/c/agreement")
    office.seal(sent, sent.parties[0])
    office.conclude(sent)
    with office.opened.database.reading() as session:
        facts = Gathering(session, request_of(office, sent, "certify")).facts([SIGNED], SITE)
    [told] = facts.parties
    agreed = next(line for line in told.events if line.kind == "agreement_recorded")
    said = {one.name: one.value for one in agreed.details}
    assert "株式会社 実印" in said["own_certificate"]
    assert said["own_certificate_issuer"]
    assert said["own_certificate_serial"]
    printed = page(json.loads(json.dumps(asdict(facts))))
    assert "この署名は発行者が管理する署名鍵によるものではなく" in printed
    assert "この方が管理する電子証明書の発行先" in printed
