"""署名順 as it is typed on the draft, and who is asked by it."""

import pytest

from contracts import acts
from contracts.acts import Origin
from contracts.authority import DECLARATION_VERSION, Capacity
from tests.counterparty.office import Office, Sent
from tests.desk.site import Clerk
from tests.desk.test_settings_of_a_party import sent
from tests.desk.typing import begun, kept, of
from webapp.access.asking import new_key

NAMES = ("佐藤 一郎", "鈴木 次郎", "高橋 三郎")


@pytest.mark.shows("MK-55")
def test_numbers_are_changed_so_that_one_is_asked_first_and_then_the_others_at_once(
    clerk: Clerk, office: Office
) -> None:
    page = begun(clerk, title="覚書", contract_type="other", standing="broker")
    for _ in range(len(NAMES) - 1):
        clerk.sends(page, add="party")
    parties = clerk.parties()
    typed: dict[str, str] = {}
    for at, party in enumerate(parties):
        typed |= of(party, role="当事者", name=NAMES[at], mail=f"party{at}@example.com")
    clerk.sends(page, intent="save", **typed)
    clerk.opens(page)
    assert [clerk.fields(page)[f"party-{party}-order"] for party in parties] == ["1", "2", "3"]
    first, second, third = parties
    clerk.sends(page, intent="save", **of(first, order="2"), **of(second, order="２"), **of(third, order="1"))
    plans = sent(clerk, office, page).parties
    assert {plan.id: plan.order for plan in plans} == {first: 2, second: 2, third: 1}

    def asked() -> set[str]:
        return {party for party in parties if kept(office, party).progress != "not_asked"}

    everybody = Sent(page.rpartition("/")[2], [kept(office, party) for party in parties])
    office.prepare(everybody)
    assert asked() == {third}
    origin, now = Origin(third), office.contract(everybody)
    for act in (
        acts.AcceptTerms(new_key(), origin, third, now.round, "2026-11"),
        acts.Agree(
            key=new_key(),
            origin=origin,
            party=third,
            round=now.round,
            shown_digest=now.sent_digest,
            shown_revision=1,
            imprint="i",
            imprint_digest="d",
            authenticated=["mail_link"],
            capacity=Capacity.PRINCIPAL,
            declaration=DECLARATION_VERSION,
        ),
    ):
        office.engine.ask(everybody.contract, act)
    assert asked() == {third}
    office.seal(everybody, kept(office, third))
    assert asked() == set(parties)
