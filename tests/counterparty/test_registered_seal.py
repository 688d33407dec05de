"""法人（実印）: such a party agrees with a certificate of its own and in no other way (IM-29, LW-08)."""

from io import BytesIO

import pytest

from contracts.acts import Agree
from contracts.refusals import OwnCertificateNeeded
from tests.counterparty.office import Office
from tests.counterparty.planning import Plan
from tests.counterparty.site import Visitor
from tests.counterparty.test_own_signature import agrees_elsewhere, comes_to_the_question, prepares, signs
from tests.evidence.foreign import foreign_authority

COMPANY = Plan(company="株式会社サンプル不動産", kind="corporate_registered")
NEEDED = "電子証明書による署名が必要です（法人（実印））"


@pytest.mark.shows("IM-29", "LW-08")
def test_a_company_with_a_registered_seal_is_asked_for_its_certificate_and_agrees_with_it(
    office: Office, visitor: Visitor
) -> None:
    holder = foreign_authority().signer()
    sent = office.sent(COMPANY)
    comes_to_the_question(visitor, office, sent)
    assert NEEDED in visitor.text
    assert "同意して締結を確定</button>" not in visitor.text
    visitor.sends("/c/own-signature", certificate=(BytesIO(b"no certificate"), "cert.pem"))
    assert NEEDED in visitor.text
    signs(visitor, prepares(visitor, holder.pem), holder)
    visitor.sends("/c/agreement/confirmation")
    visitor.sends("/c/agreement")
    [act] = office.engine.acts(Agree)
    assert act.own_signature
    assert "同意を記録しました" in visitor.text


@pytest.mark.shows("IM-29", "LW-08")
def test_an_agreement_without_it_is_refused_by_the_rules_and_told_on_the_page(
    office: Office, visitor: Visitor
) -> None:
    sent = office.sent(COMPANY)
    with pytest.raises(OwnCertificateNeeded):
        agrees_elsewhere(office, sent, sent.parties[0])
    comes_to_the_question(visitor, office, sent)
    visitor.sends("/c/agreement")
    assert "送信者にお問い合わせください" in visitor.text
    assert office.party(sent.parties[0]).progress == "opened"
