"""署名再依頼, 期限の延長 and まとめて再依頼 by a script."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from contracts import acts
from contracts.life import civil_day
from database.audit import AuditEvent
from database.engine import now_of
from database.queries.preferences import set_preference
from tests.api.bureau import Caller
from tests.api.test_drafts import errors
from tests.counterparty.office import Office, Sent
from tests.counterparty.planning import Plan
from workflows.door import EngineUnavailable

MISSING = "00000000-0000-4000-8000-000000000000"
KEY = {"headers": {"Idempotency-Key": "again-1"}}


def two_asked(office: Office) -> Sent:
    return office.sent(Plan(), Plan(name="鈴木 花子"), Plan(name="高橋 次郎", order=2))


def day_ahead(office: Office, days: int) -> str:
    with office.opened.database.reading() as session:
        return (civil_day(now_of(session)) + timedelta(days=days)).isoformat()


@pytest.mark.shows("IM-76", "IM-77", "T66")
def test_several_are_asked_again_once_each_and_one_at_another_address(sender: Caller, office: Office) -> None:
    sent = two_asked(office)
    first, second, _third = sent.parties
    body = {
        "parties": [{"id": first.public_id}, {"id": second.public_id, "email": "hanako@example.net"}],
        "reason": "退職のため",
    }
    for _ in range(2):
        answer = sender.post(f"/contracts/{sent.contract}/requests", json=body, **KEY)
        assert answer.status_code == 202
        assert [(one["asked"], one["code"]) for one in answer.get_json()["parties"]] == [(True, None)] * 2
    asked = office.engine.acts(acts.Reissue)
    assert len({act.key for act in asked}) == 2
    assert {(act.party, bool(act.holder), act.reason) for act in asked[:2]} == {
        (first.public_id, False, ""),
        (second.public_id, True, "退職のため"),
    }
    with office.opened.database.reading() as session:
        told = session.scalars(select(AuditEvent.facts).where(AuditEvent.code == "contact_entered")).all()
    assert len(told) == 1
    assert "hanako@example.net" in str(told[0])


def test_what_cannot_be_asked_is_named_and_nobody_is_written_to(sender: Caller, office: Office) -> None:
    sent = two_asked(office)
    party, path = sent.parties[0].public_id, f"/contracts/{sent.contract}/requests"
    tried = [
        ([{"id": MISSING}], {"/parties/0/id": "no_such_party"}),
        ([{"id": party}, {"id": party}], {"/parties/1/id": "no_such_party"}),
        ([{"id": party, "email": "hanako"}], {"/parties/0/email": "mail_invalid"}),
        ([{"id": party, "email": "", "phone": ""}], {"/parties/0/email": "mail_or_phone_missing"}),
        ([{"id": party, "phone": "03-1234-5678"}], {"/parties/0/phone": "phone_not_mobile"}),
        ([], {"/parties": "minItems"}),
    ]
    for parties, told in tried:
        answer = sender.post(path, json={"parties": parties})
        assert (answer.status_code, errors(answer)) == (422, told)
        assert all(one["detail"] for one in answer.get_json()["errors"])
    assert not office.engine.acts(acts.Reissue)


@pytest.mark.shows("IM-78")
def test_who_is_not_asked_yet_is_refused_and_holds_up_nobody(sender: Caller, office: Office) -> None:
    sent = two_asked(office)
    first, _second, third = (one.public_id for one in sent.parties)
    path = f"/contracts/{sent.contract}/requests"
    alone = sender.post(path, json={"parties": [{"id": third}]})
    assert (alone.status_code, alone.get_json()["code"]) == (409, "not_your_turn")
    both = sender.post(path, json={"parties": [{"id": third}, {"id": first}]})
    assert both.status_code == 202
    assert [(one["asked"], one["code"]) for one in both.get_json()["parties"]] == [
        (False, "not_your_turn"),
        (True, None),
    ]
    office.engine.silence = EngineUnavailable()
    away = sender.post(path, json={"parties": [{"id": first}]})
    assert (away.status_code, away.get_json()["code"]) == (503, "engine_unavailable")
    assert int(away.headers["Retry-After"]) > 0


def test_a_reason_is_asked_for_where_the_organisation_asks_for_one(sender: Caller, office: Office) -> None:
    sent = two_asked(office)
    with office.opened.database.writing() as session:
        set_preference(session, office.owner, "contact_change_needs_reason", value=True)
    one = {"id": sent.parties[0].public_id, "email": "hanako@example.net"}
    path = f"/contracts/{sent.contract}/requests"
    assert errors(sender.post(path, json={"parties": [one]})) == {"/reason": "required"}
    assert sender.post(path, json={"parties": [one], "reason": "退職のため"}).status_code == 202


@pytest.mark.shows("MK-56")
def test_a_deadline_is_put_later_for_all_or_for_one_and_never_sooner(sender: Caller, office: Office) -> None:
    sent = two_asked(office)
    path, party = f"/contracts/{sent.contract}/extensions", sent.parties[0].public_id
    later, latest = day_ahead(office, 60), day_ahead(office, 70)
    assert sender.post(path, json={"until": later}).status_code == 202
    refused = sender.post(path, json={"until": day_ahead(office, 3), "party": party})
    assert (refused.status_code, refused.get_json()["code"]) == (409, "deadline_not_later")
    beyond = sender.post(path, json={"until": latest, "party": party})
    assert (beyond.status_code, beyond.get_json()["code"]) == (409, "beyond_last_day")
    assert errors(sender.post(path, json={"until": "あす", "party": MISSING})) == {
        "/party": "no_such_party",
        "/until": "day_unreadable",
    }
    given = office.engine.acts(acts.ExtendDeadline)
    assert next((act.day, act.party) for act in given) == (later, "")
    switched = sender.post(f"/contracts/{sent.contract}/reminders", json={"on": False})
    assert (switched.status_code, switched.get_json()["code"]) == (409, "no_reminders")


@pytest.mark.shows("IM-73")
def test_many_contracts_are_asked_again_with_a_result_for_each(sender: Caller, office: Office) -> None:
    waiting, done = office.sent(Plan()), office.sent(Plan(), title="取り下げた契約")
    office.engine.ask(done.contract, acts.Withdraw("w", office.engine.asked[0].origin, "条件が変わったため"))
    body = {"contracts": [waiting.contract, done.contract, MISSING]}
    assert sender.post("/re-requests", json=body).get_json()["code"] == "key_missing"
    first, again = (sender.post("/re-requests", json=body, **KEY).get_json() for _ in range(2))
    assert first == again
    assert first["is_done"] is True
    told = [(row["contract"], row["outcome"], row["asked"]) for row in first["items"]]
    assert told == [(waiting.contract, "asked", 1), (done.contract, "nobody", 0)]
    assert len(office.engine.acts(acts.Reissue)) == 1
    assert sender.get(f"/re-requests/{first['id']}").get_json() == first
    assert sender.get(f"/re-requests/{MISSING}").status_code == 404
    other = {"headers": {"Idempotency-Key": "again-2"}}
    assert sender.post("/re-requests", json={"contracts": [MISSING]}, **other).status_code == 404
