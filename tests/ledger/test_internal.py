"""What is internal is in no answer to a counterparty, whatever address it asks for (MK-01, MK-02)."""

from datetime import date

import pytest
from sqlalchemy import select

from contracts.custom_values import CustomValue, spelled_values
from contracts.letters import LinkPurpose
from database.contract import Contract
from database.contract_flag import ContractFlag
from database.engine import now_of
from tests.counterparty.office import Office, Sent
from tests.counterparty.scene import site_with_refusals
from tests.desk.site import Clerk
from tests.readers.walking import concludes, paper_path, registers

CANARY = "カナリア"
VALUES = {name: f"{CANARY}{name}" for name in ("memo", "stored_at", "box", "note")}
AMOUNT = 987_654_321
SPELLED_AMOUNTS = ("987,654,321", "987654321")
FILES = (".zip", ".csv", ".pdf")
"""Their names and index hold the amount by which the party's own books must find them (NX-06)."""
ARGUMENTS = {"position": "1", "document": "1", "number": "1", "page": "1", "name": "1"}


@pytest.fixture
def browser(office: Office) -> Clerk:
    return Clerk(site_with_refusals(office))


def with_canaries(office: Office, sent: Sent) -> None:
    """Put a word that nothing else says into every internal item."""
    with office.opened.database.writing() as session:
        row = session.scalars(select(Contract).where(Contract.public_id == sent.contract)).one()
        row.memo, row.stored_at, row.box = VALUES["memo"], VALUES["stored_at"], VALUES["box"]
        row.amount, row.amount_state, row.currency = AMOUNT, "stated", "JPY"
        row.renews_for, row.notice_period, row.notice_by = "7年", "77日", date(2077, 7, 7)
        row.agreed_on, row.starts_on, row.ends_on = date(2031, 1, 2), date(2032, 3, 4), date(2033, 5, 6)
        row.auto_renews = True
        row.custom_values = spelled_values([CustomValue("area", f"{CANARY}項目", "text", f"{CANARY}値")])
        flag = {"note": VALUES["note"], "changed_by_id": office.owner.id, "changed_at": now_of(session)}
        session.add(ContractFlag(contract_id=row.id, organization_id=row.organization_id, **flag))


def addresses(browser: Clerk, begin: str, **arguments: str) -> list[str]:
    """Return every address below `begin` that answers to GET, with what is known put in its places."""
    known, found = {**ARGUMENTS, **arguments}, []
    adapter = browser.site.url_map.bind("localhost")
    for rule in browser.site.url_map.iter_rules():
        if rule.rule.startswith(begin) and "GET" in (rule.methods or set()):
            values = {name: known.get(name, arguments.get("public_id", "1")) for name in rule.arguments}
            try:
                found.append(adapter.build(rule.endpoint, values))
            except (ValueError, TypeError):
                continue
    return found


def leaks(browser: Clerk, paths: list[str]) -> list[str]:
    found = []
    for path in paths:
        body = browser.client.get(path, follow_redirects=True).data.decode("utf-8", "ignore")
        words = (CANARY, "77日", "2077", *(() if path.endswith(FILES) else SPELLED_AMOUNTS))
        found += [f"{path}: {word}" for word in words if word in body]
    return found


@pytest.mark.shows("MK-02")
def test_no_address_of_a_counterparty_tells_what_is_internal(browser: Clerk, office: Office) -> None:
    sent = office.sent(title="相手方に送った契約書")
    with_canaries(office, sent)
    browser.opens(f"/c/l/{office.link(sent.parties[0], LinkPurpose.AGREE)}")
    assert "相手方に送った契約書" in browser.text
    paths = addresses(browser, "/c/")
    assert len(paths) > 20
    assert leaks(browser, paths) == []


@pytest.mark.shows("MK-01", "MK-02")
def test_an_account_shows_the_shared_items_but_those_withheld_and_nothing_internal(
    browser: Clerk, office: Office, clerk: Clerk
) -> None:
    sent = concludes(office, "相手方が保管する契約書")
    with_canaries(office, sent)
    registers(browser, office)
    path = paper_path(office, sent)
    text = browser.opens(path).text
    assert all(day in text for day in ("2031/01/02", "2032/03/04", "2033/05/06"))
    assert "自動更新" in text
    assert leaks(browser, addresses(browser, "/account/", public_id=path.rpartition("/")[2])) == []
    page = f"/contracts/{sent.contract}/metadata"
    clerk.opens(page)
    clerk.sends(page, shown=["agreed_on"])
    text = browser.opens(path).text
    assert "2031/01/02" in text
    assert not any(words in text for words in ("2032/03/04", "2033/05/06", "自動更新"))
