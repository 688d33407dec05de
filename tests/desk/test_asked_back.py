"""要対応 lists whoever asks to take an agreement back, or takes no papers electronically (AD-07, LW-32)."""

import pytest

from contracts import acts
from contracts.acts import Origin
from database.engine import now_of
from database.holders import PaperTask
from tests.counterparty.office import Office
from tests.counterparty.planning import Plan
from tests.desk.site import Clerk
from tests.desk.test_places import REASON, agrees
from tests.review.test_tasks import todos
from webapp.access.asking import new_key

ANSWER = "同意の撤回の申し出に回答"


@pytest.mark.shows("AD-25", "AD-07")
def test_who_asks_to_take_an_agreement_back_waits_in_the_list_until_the_last_is_answered(
    clerk: Clerk, office: Office
) -> None:
    sent = office.sent(Plan(), Plan(name="鈴木 花子"), Plan(name="田中 誠"))
    first, second, _ = sent.parties
    for party in (first, second):
        agrees(office, sent, party)
    assert todos(clerk) == []
    for party in (first, second):
        asked = acts.AskRetraction(new_key(), Origin(party.public_id), party.public_id, 1, REASON)
        office.engine.ask(sent.contract, asked)
    assert todos(clerk) == [ANSWER]
    assert f'href="/contracts/{sent.contract}"' in clerk.opens("/tasks").text
    for party, left in ((first, [ANSWER]), (second, [])):
        clerk.opens(f"/contracts/{sent.contract}")
        path = f"/contracts/{sent.contract}/parties/{party.public_id}/retraction"
        reply = {f"retraction-{party.public_id}-reply": "このままお願いします。"}
        clerk.sends(path, answer="refuse", **reply)
        assert todos(clerk) == left


@pytest.mark.shows("AD-25")
def test_who_takes_no_papers_electronically_waits_in_the_list_until_they_are_handed_over(
    clerk: Clerk, office: Office
) -> None:
    sent = office.sent(Plan())
    party = sent.parties[0]
    with office.opened.database.writing() as session:
        task = PaperTask(
            organization_id=party.organization_id,
            party_id=party.id,
            edelivery="article_37",
            created_at=now_of(session),
        )
        session.add(task)
    assert todos(clerk) == ["書類を紙で渡して、記録する"]
    with office.opened.database.writing() as session:
        session.get_one(PaperTask, task.id).done_at = now_of(session)
    assert todos(clerk) == []
