"""Whom 期限延長 writes to: never a personal link to a place that nobody holds (MK-57, CS-08)."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from contracts import acts
from contracts.acts import Origin
from contracts.letters import Letter, LinkPurpose
from contracts.messages import EffectMessage, EffectRequest
from contracts.stage import Progress
from database.engine import now_of
from database.letters.choosing import letters_of
from database.party import Party
from database.record import EffectRow
from tests.counterparty.office import Office, Sent
from tests.counterparty.planning import Plan
from webapp.access.asking import new_key


def told(office: Office, sent: Sent) -> list[Letter]:
    """Return the letters of the last extension as they are chosen now."""
    contract = office.contract(sent)
    with office.opened.database.reading() as session:
        owed = select(EffectRow).where(
            EffectRow.contract_id == contract.id, EffectRow.kind == "tell_extended"
        )
        messages = [
            EffectMessage(row.sequence, row.kind, row.recipient, row.round) for row in session.scalars(owed)
        ]
        requests = [EffectRequest(sent.contract, contract.epoch, one) for one in messages]
        return [one for request in requests for one in letters_of(session, request, "http://localhost")]


@pytest.mark.parametrize("typed", ["", "typed@example.com"])
def test_more_time_for_a_place_nobody_holds_is_told_to_the_owner_and_to_nobody_who_has_gone_on(
    office: Office, typed: str
) -> None:
    sent = office.sent(Plan(claimable=True, mail=typed), Plan(name="鈴木 花子"))
    vacant, second = sent.parties
    with office.opened.database.reading() as session:
        day = (now_of(session) + timedelta(days=100)).date().isoformat()
    office.engine.ask(sent.contract, acts.ExtendDeadline(new_key(), Origin("sender"), day, ""))
    letters = {letter.party: letter for letter in told(office, sent)}
    to_owner = letters[vacant.public_id]
    assert (to_owner.to, to_owner.purpose) == (office.owner.mail, LinkPurpose.CLAIM)
    assert letters[second.public_id].template == "deadline_extended"
    for progress in (Progress.AGREED, Progress.LOCKED):
        with office.opened.database.writing() as session:
            session.get_one(Party, second.id).progress = progress
        assert [letter.party for letter in told(office, sent)] == [vacant.public_id]
