"""What a changed contact, a withdrawal and 転送 as a must mean on the other side; the API."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from contracts import acts
from contracts.acts import Origin
from database.contract import Contract
from database.party import Party
from tests import databases
from tests.counterparty.founding import open_office
from tests.counterparty.office import Office
from tests.counterparty.planning import Plan
from tests.counterparty.site import Visitor, create_site
from tests.lifecycle.holding import holder_kept
from webapp.access.asking import new_key
from webapp.api.representation import contract_json


@pytest.fixture
def sender(founded: Path, tmp_path: Path) -> Iterator[Office]:
    databases.copied(founded, tmp_path / "sender")
    office = open_office(tmp_path / "sender")
    yield office
    office.opened.database.engine.dispose()


@pytest.fixture
def visitors(sender: Office) -> Flask:
    return create_site(sender)


@pytest.mark.shows("IM-77", "MK-59")
def test_the_old_link_is_dead_and_says_so_and_the_old_visit_ends(sender: Office, visitors: Flask) -> None:
    sent = sender.sent(Plan())
    old = sender.link(sent.parties[0])
    visitor = Visitor(visitors)
    visitor.enters(old)
    holder = holder_kept(sender.opened.database, sent.parties[0].public_id, "contact_changed")
    act = acts.Reissue(new_key(), Origin("sender"), sent.parties[0].public_id, holder, "cd" * 32)
    sender.engine.ask(sent.contract, act)
    assert visitor.opens("/c/contract").status_code == 410
    assert "このリンクは無効になりました" in visitor.text
    assert Visitor(visitors).opens(f"/c/l/{old}").status_code == 410
    fresh = Visitor(visitors)
    fresh.enters(sender.link(sent.parties[0], issue=2))
    assert fresh.opens("/c/contract").status_code == 200


@pytest.mark.shows("T07")
def test_an_open_visit_ends_with_the_withdrawal(sender: Office, visitors: Flask) -> None:
    sent = sender.sent(Plan())
    visitor = Visitor(visitors)
    visitor.enters(sender.link(sent.parties[0]))
    assert visitor.opens("/c/contract").status_code == 200
    sender.engine.ask(sent.contract, acts.Withdraw(new_key(), Origin("sender"), "条件が変わったため"))
    for path in ("/c/contract", "/c/contract/document.pdf", "/c/preview"):
        assert visitor.opens(path).status_code == 410


@pytest.mark.shows("MK-64")
def test_who_must_hand_over_is_led_to_that_and_not_to_the_next_step(sender: Office, visitors: Flask) -> None:
    sent = sender.sent(Plan())
    with sender.opened.database.writing() as session:
        session.get_one(Party, sent.parties[0].id).must_hand_over = True
    visitor = Visitor(visitors)
    visitor.enters(sender.link(sent.parties[0]))
    visitor.opens("/c/contract")
    assert "転送が必要な依頼です" in visitor.text
    assert 'action="/c/contract/reading"' not in visitor.text
    assert visitor.opens("/c/hand-over").status_code == 200


@pytest.mark.shows("IM-75")
def test_the_api_tells_status_and_instants_of_each_party(sender: Office) -> None:
    sent = sender.sent(Plan(), Plan(name="鈴木 花子", order=2))
    with sender.opened.database.reading() as session:
        contract = session.scalars(select(Contract).where(Contract.public_id == sent.contract)).one()
        first, second = contract_json(session, contract)["parties"]
    assert (first["status"], second["status"]) == ("asked", "not_asked")
    assert first["sent_at"].endswith("+09:00")
    assert (first["opened_at"], second["sent_at"]) == (None, None)
