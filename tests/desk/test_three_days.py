"""締結日 as printed, 合意成立日時 and 授受日 are three facts on every page that tells of them (AD-14)."""

import json
from dataclasses import asdict
from datetime import date

import pytest

from adapters.certificates.page import page
from contracts.certificate import in_jst
from contracts.letters import LinkPurpose
from database.certificate_facts import Gathering
from database.queries.three_days import ThreeDays, three_days_of
from database.record import ContractEvent
from tests.counterparty.office import Office, Sent
from tests.counterparty.planning import Asked
from tests.counterparty.site import Visitor, create_site
from tests.counterparty.test_signing_url_evidence import SIGNED, SITE, request_of
from tests.desk.cases import concluded, sent_by
from tests.desk.site import Clerk
from tests.desk.test_typed import actions, agreed
from tests.sms.delivering import deliveries, posted
from webapp.texts.dates import instant

PRINTED = date(2020, 4, 1)


def days(office: Office, sent: Sent) -> ThreeDays:
    with office.opened.database.reading() as session:
        return three_days_of(session, session.merge(office.contract(sent), load=False))


@pytest.fixture
def done(clerk: Clerk, office: Office) -> Sent:
    """A concluded contract whose text names a day long past; its papers are in the post."""
    draft = clerk.drafts("建物賃貸借契約書", "lease")
    clerk.opens(f"/drafts/{draft}")
    clerk.sends(f"/drafts/{draft}", intent="confirmation", agreed_on="令和2年4月1日", open_ended="y")
    assert "2020年4月1日" in clerk.text
    clerk.sends(f"/drafts/{draft}/sending")
    with office.opened.database.reading() as session:
        contract = office.contract(Sent(draft, []))
        sent = Sent(draft, list(session.merge(contract, load=False).parties))
    office.prepare(sent)
    concluded(office, sent)
    posted(office)
    return sent


@pytest.mark.shows("AD-14")
def test_the_contracts_page_shows_all_three_and_the_printed_day_is_found_by_its_words(
    clerk: Clerk, office: Office, done: Sent
) -> None:
    with office.opened.database.reading() as session:
        event = session.query(ContractEvent).filter_by(kind="agreement_recorded").one()
    handed = next(row.at for row in deliveries(office) if row.template == "concluded" and row.party)
    found = days(office, done)
    assert (found.printed_on, list(found.handed.values())) == (PRINTED, [handed])
    assert found.agreed_at is not None
    assert found.agreed_at.isoformat() == event.at
    clerk.opens(f"/contracts/{done.contract}")
    for label, value in (
        ("契約書に記載の締結日", "2020年4月1日"),
        ("合意成立日時", instant(found.agreed_at)),
        ("授受日（締結した文書の送付）", instant(handed)),
        ("契約終了日", "期間の定めなし"),
    ):
        assert value in clerk.text.partition(f"<dt>{label}</dt>")[2].partition("</dd>")[0]
    for words in ("2020/4/1", "2020年4月1日", "2020-04-01"):
        assert "建物賃貸借契約書" in clerk.opens(f"/contracts?q={words}").text
    assert "建物賃貸借契約書" not in clerk.opens("/contracts?q=2020/4/2").text


@pytest.mark.shows("AD-14")
def test_the_counterparty_and_the_certificate_are_told_the_same(office: Office, done: Sent) -> None:
    found, party = days(office, done), done.parties[0]
    assert found.agreed_at is not None
    visitor = Visitor(create_site(office))
    visitor.enters(office.link(party, LinkPurpose.CONCLUDED, issue=2))
    for value in ("2020年4月1日", instant(found.agreed_at), instant(found.handed[party.public_id])):
        assert value in visitor.text
    with office.opened.database.reading() as session:
        facts = Gathering(session, request_of(office, done, "certify")).facts([SIGNED], SITE)
    assert facts.conclusion.printed_on == "2020-04-01"
    assert facts.conclusion.agreed_at == in_jst(found.agreed_at)
    printed = page(json.loads(json.dumps(asdict(facts))))
    assert "契約書に記載の締結日" in printed
    assert "授受日（締結した文書を各当事者に送付した日時）も別の事実です。" in printed


@pytest.mark.shows("AD-14")
def test_a_day_that_is_taken_over_later_moves_neither_the_agreement_nor_the_handing_over(
    clerk: Clerk, office: Office
) -> None:
    sent = agreed(office, ("令和2年4月1日",), (Asked("契約締結日", maps_to="agreed_on"),))
    office.seal(sent, sent.parties[0])
    office.conclude(sent)
    posted(office)
    before = days(office, sent)
    clerk.opens(f"/contracts/{sent.contract}")
    clerk.sends(actions(clerk)[0], verdict="adopt")
    after = days(office, sent)
    assert (before.printed_on, after.printed_on) == (None, PRINTED)
    assert (after.agreed_at, after.handed) == (before.agreed_at, before.handed)


def test_before_the_conclusion_nothing_was_formed_and_nothing_handed_over(
    clerk: Clerk, office: Office
) -> None:
    sent = sent_by(clerk, office)
    assert days(office, sent) == ThreeDays(None, None, {})
    assert "合意成立日時" not in clerk.text
