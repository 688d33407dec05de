import hashlib
from urllib.parse import quote

import pytest

from contracts.acts import AcceptTerms
from contracts.letters import LinkPurpose
from database.contract import Contract
from database.evidence import Certificate
from database.filed import certificate_given_by
from database.people import User
from database.queries.preferences import set_preference
from tests.counterparty.office import Office, Sent
from tests.counterparty.planning import CODE, Plan
from tests.counterparty.site import Visitor


def _concluded(office: Office, visitor: Visitor, plan: Plan) -> Sent:
    sent = office.sent(plan)
    visitor.enters(office.link(sent.parties[0]))
    if plan.code:
        visitor.sends("/c/access-code", code=plan.code)
    visitor.sends("/c/contract/reading")
    visitor.sends("/c/agreement/confirmation")
    visitor.sends("/c/agreement")
    office.seal(sent, sent.parties[0])
    office.conclude(sent)
    return sent


@pytest.mark.shows("CS-06", "CS-32", "CS-33")
def test_the_link_of_the_concluded_contract_gives_both_papers_without_an_account(
    office: Office, visitor: Visitor
) -> None:
    sent = _concluded(office, visitor, Plan(imprint=False))
    accepted = len(office.engine.acts(AcceptTerms))
    fresh = Visitor(visitor.site)
    fresh.enters(office.link(sent.parties[0], LinkPurpose.CONCLUDED))
    assert "契約書ダウンロード" in fresh.text
    assert "合意証明書ダウンロード" in fresh.text
    contract = fresh.client.get("/c/concluded/contract.pdf")
    assert contract.data == office.newest_bytes(sent)
    assert (
        quote("_株式会社サンプル不動産_金額記載なし_建物賃貸借契約書（更新）.pdf")
        in contract.headers["Content-Disposition"]
    )
    assert fresh.client.get("/c/concluded/certificate.pdf").data.startswith(b"%PDF")
    assert len(office.engine.acts(AcceptTerms)) == accepted
    assert sum("document_downloaded" in line for line in office.dump()) == 2


@pytest.mark.shows("LW-47")
def test_the_counterparty_gets_its_own_copy_of_the_certificate(office: Office, visitor: Visitor) -> None:
    sent = _concluded(office, visitor, Plan(imprint=False))
    fresh = Visitor(visitor.site)
    fresh.enters(office.link(sent.parties[0], LinkPurpose.CONCLUDED))
    with office.opened.database.reading() as session:
        own = session.query(Certificate).filter_by(audience="own").one().digest
        party = session.query(Certificate).filter_by(audience="party").one().digest
    given = hashlib.sha256(fresh.client.get("/c/concluded/certificate.pdf").data).hexdigest()
    assert given == party
    assert given != own


@pytest.mark.shows("CF-06")
def test_where_the_certificate_needs_an_account_the_link_gives_the_contract_alone(
    office: Office, visitor: Visitor
) -> None:
    sent = _concluded(office, visitor, Plan(imprint=False))
    with office.opened.database.writing() as session:
        set_preference(session, session.get_one(User, office.owner.id), "certificate_access", "account")
    fresh = Visitor(visitor.site)
    fresh.enters(office.link(sent.parties[0], LinkPurpose.CONCLUDED))
    assert "契約書ダウンロード" in fresh.text
    assert "合意証明書ダウンロード" not in fresh.text
    assert fresh.client.get("/c/concluded/certificate.pdf").status_code == 404
    with office.opened.database.reading() as session:
        contract = session.query(Contract).one()
        assert certificate_given_by(session, contract, "link") is None
        assert certificate_given_by(session, contract, "account") is not None


@pytest.mark.shows("IM-37")
def test_a_party_with_an_access_code_is_asked_for_it_here_too(office: Office, visitor: Visitor) -> None:
    sent = _concluded(office, visitor, Plan(imprint=False, code=CODE))
    fresh = Visitor(visitor.site)
    fresh.enters(office.link(sent.parties[0], LinkPurpose.CONCLUDED))
    assert fresh.client.get("/c/concluded/contract.pdf").headers["Location"] == "/c/access-code"
    fresh.sends("/c/access-code", code=CODE)
    assert fresh.client.get("/c/concluded/contract.pdf").data.startswith(b"%PDF")


@pytest.mark.shows("T04")
def test_a_session_of_the_request_does_not_open_the_concluded_papers(
    office: Office, visitor: Visitor
) -> None:
    _concluded(office, visitor, Plan(imprint=False))
    answer = visitor.opens("/c/concluded/contract.pdf")
    assert not answer.data.startswith(b"%PDF")
    assert "締結が完了しました" in visitor.text


def test_before_the_conclusion_its_link_opens_nothing(office: Office, visitor: Visitor) -> None:
    sent = office.sent()
    visitor.arrives(office.link(sent.parties[0], LinkPurpose.CONCLUDED))
    assert "書類を確認する" not in visitor.text
