import re

import pytest
from flask import Flask

from adapters.keys import KeyPurpose
from adapters.secrets import LinkMaker, link_digest
from contracts.acts import Claim, Origin
from contracts.claiming import Claimant
from contracts.letters import LinkPurpose
from contracts.roles import Role
from database.claims import keep_claimant
from database.delivery import PartyLink
from database.engine import now_of
from database.queries.preferences import set_preference
from tests.counterparty.claims import TYPED, URL_PLAN
from tests.counterparty.office import Office, Sent
from tests.desk.site import Clerk, hired

SHOWN = re.compile(r'value="(http[^"]*/c/l/[^"]*)"')


def _sent(office: Office) -> Sent:
    """Send a contract by 締結用URL, the URL made as the post makes it."""
    sent = office.sent(URL_PLAN)
    party, settings = sent.parties[0], office.opened.settings
    minted = LinkMaker(office.opened.keys.derived(KeyPurpose.LINKS), settings.base_url).mint()
    with office.opened.database.writing() as session:
        session.add(
            PartyLink(
                organization_id=party.organization_id,
                party_id=party.id,
                round=1,
                purpose=LinkPurpose.CLAIM,
                issue=1,
                secret_id=minted.secret_id,
                token_digest=minted.token_digest,
                created_at=now_of(session),
            )
        )
    return sent


@pytest.mark.shows("CS-08", "CS-12")
def test_the_contracts_page_shows_the_url_to_hand_over_and_marks_the_recommended_way(
    office: Office, clerk: Clerk
) -> None:
    sent = _sent(office)
    clerk.opens(f"/contracts/{sent.contract}")
    [url] = SHOWN.findall(clerk.text)
    with office.opened.database.reading() as session:
        known = session.query(PartyLink).one().token_digest
    assert link_digest(url.rpartition("/")[2]) == known
    assert "未使用" in clerk.text
    assert "弊社推奨" not in clerk.text
    with office.opened.database.writing() as session:
        set_preference(session, office.owner, "arrival_way", "url")
    assert "弊社推奨" in clerk.opens(f"/contracts/{sent.contract}").text


@pytest.mark.shows("T05")
def test_once_somebody_has_begun_the_page_names_them_and_shows_no_url_any_more(
    office: Office, clerk: Clerk
) -> None:
    sent = _sent(office)
    with office.opened.database.writing() as session:
        link = session.query(PartyLink).one()
        claimant = Claimant(TYPED["company"], TYPED["name"], TYPED["mail"], "ja")
        holding = keep_claimant(session, link, claimant)
    party = sent.parties[0].public_id
    office.engine.ask(sent.contract, Claim("k-1", Origin(party), party, 1, holding.id, holding.digest))
    clerk.opens(f"/contracts/{sent.contract}")
    assert SHOWN.findall(clerk.text) == []
    for words in ("手続き中", TYPED["company"], TYPED["name"], TYPED["mail"], "送信者が指定していない宛先"):
        assert words in clerk.text


@pytest.mark.shows("T05")
def test_who_may_not_send_is_shown_no_url(office: Office, site: Flask) -> None:
    sent = _sent(office)
    hired(office, "reader@sample.example", Role.COMPLIANCE)
    reader = Clerk(site)
    reader.signs_in("reader@sample.example")
    reader.opens(f"/contracts/{sent.contract}")
    assert "締結用URL" in reader.text
    assert SHOWN.findall(reader.text) == []


def test_every_list_says_who_is_awaited_while_nobody_has_a_name(office: Office, clerk: Clerk) -> None:
    sent = _sent(office)
    for page in ("/", "/contracts", f"/contracts/{sent.contract}"):
        assert "（締結用URLで手続きする方）" in clerk.opens(page).text, page
        assert "　様" not in clerk.text.replace("花子　様", "")
