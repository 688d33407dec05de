"""当事者: how far each has come, and when they signed."""

import re

import pytest

from contracts import acts
from contracts.acts import Origin
from database.queries.agreement import own_agreement
from tests.counterparty.office import Office
from tests.counterparty.planning import Plan
from tests.desk.cases import concluded
from tests.desk.site import Clerk
from webapp.access.asking import new_key
from webapp.texts.dates import instant


def states(clerk: Clerk) -> list[str]:
    """Return what is said of each party, as one line."""
    shown = clerk.text.split('<ol class="people">')[1].split("</ol>")[0]
    return [" ".join(re.sub(r"<[^>]+>", " ", one).split()) for one in shown.split("<li")[1:]]


@pytest.mark.shows("IM-75")
def test_each_party_shows_how_far_it_has_come(clerk: Clerk, office: Office) -> None:
    sent = office.sent(Plan(), Plan("佐藤 正"), Plan("田中 誠", order=2))
    first = sent.parties[0].public_id
    office.engine.ask(
        sent.contract, acts.AcceptTerms(new_key(), Origin(first), first, 1, terms_version="2026-11")
    )
    clerk.opens(f"/contracts/{sent.contract}")
    opened, unopened, unsent = states(clerk)
    assert "開封済み" in opened
    assert "送信済み（未開封）" in unopened
    assert "未送信" in unsent
    assert "署名日時" not in opened + unopened + unsent


@pytest.mark.shows("IM-75")
def test_who_has_signed_shows_the_moment_in_japan(clerk: Clerk, office: Office) -> None:
    sent = office.sent(Plan())
    concluded(office, sent)
    clerk.opens(f"/contracts/{sent.contract}")
    with office.opened.database.reading() as session:
        agreement = own_agreement(session, office.contract(sent), sent.parties[0])
    assert agreement is not None
    assert "署名済み" in states(clerk)[0]
    assert f"署名日時 {instant(agreement.at)}" in states(clerk)[0]
