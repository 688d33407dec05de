"""更新判断 on the pages: asked of the owner, answered once with its history, changed until the deadline."""

from datetime import timedelta

import pytest
from flask import Flask

from contracts.access import Level
from contracts.roles import Role
from database.audit import AuditEvent
from database.folders import ContractGrant
from database.metadata_change import MetadataChange
from database.people import User
from tests.counterparty.office import Office, Sent
from tests.desk.site import Clerk, hired
from tests.renewal.deciding import changed, day, next_end, row_of, to_decide
from webapp.texts.dates import prose_date

TODO = "更新・条件変更・終了の判断"


def page_of(case: Sent) -> str:
    return f"/contracts/{case.contract}/renewal"


def fields(clerk: Clerk, case: Sent) -> dict[str, object]:
    clerk.opens(page_of(case))
    return clerk.fields(page_of(case))


def posts(clerk: Clerk, case: Sent, typed: dict[str, object]) -> int:
    """Send a form as it was filled in, and return the status; the answer is the page shown then."""
    sent = {name: value for name, value in typed.items() if value is not None}
    clerk.at = clerk.client.post(page_of(case), data=sent)
    return clerk.at.status_code


def answers(clerk: Clerk, case: Sent, answer: str, reason: str = "") -> int:
    typed = fields(clerk, case) | {"answer": answer, "reason": reason}
    return posts(clerk, case, typed)


def history(office: Office, case: Sent) -> list[tuple[str, str, str, str]]:
    with office.opened.database.reading() as session:
        rows = session.query(MetadataChange).filter(
            MetadataChange.contract_id == row_of(office, case).id, MetadataChange.by_id.is_not(None)
        )
        return [(row.item, row.was, row.became, row.reason) for row in rows.order_by(MetadataChange.id)]


@pytest.mark.shows("MK-19", "MK-22")
def test_the_owner_finds_the_task_reads_what_each_answer_does_and_answers_once(
    clerk: Clerk, office: Office
) -> None:
    case = to_decide(clerk, office)
    for path in ("/", "/tasks"):
        assert TODO in clerk.opens(path).text
    clerk.opens(page_of(case))
    with clerk.site.test_request_context():
        assert f"契約終了日を {prose_date(next_end(office, case))} へ進めます" in clerk.text
    assert "これは契約自体を更新するものではありません" in clerk.text
    assert answers(clerk, case, "renew") == 303
    assert history(office, case) == [("renewal_answer", "", "renew", "")]
    assert row_of(office, case).life == "in_force"
    assert TODO not in clerk.opens("/tasks").text
    assert "更新する" in clerk.opens(f"/contracts/{case.contract}").text
    assert answers(clerk, case, "renew") == 303
    assert len(history(office, case)) == 1


@pytest.mark.shows("MK-15")
def test_an_end_needs_a_reason_is_marked_and_is_taken_back_until_the_deadline(
    clerk: Clerk, office: Office
) -> None:
    case = to_decide(clerk, office)
    assert answers(clerk, case, "end") == 422
    assert "終了する理由を入力してください" in clerk.text
    assert answers(clerk, case, "end", "取引を終えるため") == 303
    assert (row_of(office, case).life, row_of(office, case).ending) == ("ending", True)
    assert "終了予定" in clerk.opens(f"/contracts/{case.contract}").text
    assert answers(clerk, case, "none") == 303
    assert (row_of(office, case).life, row_of(office, case).ending) == ("deciding", False)
    assert TODO in clerk.opens("/tasks").text


def test_a_second_answer_to_an_old_page_changes_nothing_and_keeps_what_was_typed(
    clerk: Clerk, office: Office
) -> None:
    case = to_decide(clerk, office)
    old = fields(clerk, case) | {"answer": "end", "reason": "先に開いた画面から"}
    assert answers(clerk, case, "revise") == 303
    assert posts(clerk, case, old) == 409
    assert "先に開いた画面から" in clerk.text
    assert row_of(office, case).renewal_answer == "revise"


def test_after_the_deadline_nobody_can_answer_any_more(clerk: Clerk, office: Office) -> None:
    case = to_decide(clerk, office)
    typed = fields(clerk, case) | {"answer": "renew", "reason": ""}
    gone = day(office) - timedelta(days=1) + timedelta(days=90)
    changed(office, case, {"ends_on": gone.isoformat(), "notice": "90日"})
    assert "回答の期限を過ぎています" in clerk.opens(page_of(case)).text
    assert posts(clerk, case, typed) == 409
    assert row_of(office, case).renewal_answer == ""


def test_what_has_lost_its_end_waits_for_nobody_before_the_engine_knows(clerk: Clerk, office: Office) -> None:
    case = to_decide(clerk, office, "終わりのない契約")
    assert "終わりのない契約" in clerk.opens("/tasks").text
    changed(office, case, {"ends_on": ""})
    assert "終わりのない契約" not in clerk.opens("/tasks").text


@pytest.mark.parametrize("answer", ["", "none", "nonsense"])
def test_no_answer_and_one_that_does_not_exist_are_asked_for_again(
    clerk: Clerk, office: Office, answer: str
) -> None:
    case = to_decide(clerk, office)
    assert answers(clerk, case, answer) == 422
    assert "どうするかを選択してください" in clerk.text


def test_whoever_only_reads_has_no_form_and_whoever_may_not_see_finds_nothing(
    clerk: Clerk, office: Office, site: Flask
) -> None:
    case = to_decide(clerk, office)
    hired(office, "audit@sample.example", Role.COMPLIANCE)
    auditor = Clerk(site)
    auditor.comes_in("audit@sample.example")
    assert auditor.opens(f"/contracts/{case.contract}").status_code == 200
    assert auditor.opens(page_of(case)).status_code == 404
    hired(office, "other@sample.example", Role.VIEWER)
    other = Clerk(site)
    other.comes_in("other@sample.example")
    assert other.opens(page_of(case)).status_code == 404
    assert TODO not in other.opens("/tasks").text


def test_who_is_only_let_read_this_contract_decides_nothing_whatever_the_role_may_elsewhere(
    clerk: Clerk, office: Office, site: Flask
) -> None:
    case = to_decide(clerk, office)
    hired(office, "colleague@sample.example", Role.LEGAL)
    with office.opened.database.writing() as session:
        user = session.query(User).filter_by(mail="colleague@sample.example").one()
        given = {"organization_id": user.organization_id, "contract_id": row_of(office, case).id}
        session.add(ContractGrant(**given, user_id=user.id, level=Level.VIEWER.value))
    colleague = Clerk(site)
    colleague.comes_in("colleague@sample.example")
    assert colleague.opens(f"/contracts/{case.contract}").status_code == 200
    colleague.opens("/own-settings/calendar")
    token = colleague.fields("/own-settings/calendar")["csrf_token"]
    typed = fields(clerk, case) | {"answer": "end", "reason": "不要", "csrf_token": token}
    assert posts(colleague, case, typed) == 404
    assert history(office, case) == []


@pytest.mark.shows("MK-20")
def test_what_came_up_to_the_approvers_stands_among_their_tasks_and_they_may_answer(
    clerk: Clerk, approver: Clerk, office: Office
) -> None:
    case = to_decide(clerk, office)
    assert TODO not in approver.opens("/tasks").text
    with office.opened.database.writing() as session:
        row = session.merge(row_of(office, case))
        row.renewal_escalated_at = row.renewal_asked_at
    assert TODO in approver.opens("/tasks").text
    assert answers(approver, case, "revise") == 303


def test_every_answer_stands_in_the_audit_log(clerk: Clerk, office: Office) -> None:
    case = to_decide(clerk, office)
    answers(clerk, case, "end", "取引を終えるため")
    with office.opened.database.reading() as session:
        last = session.query(AuditEvent).order_by(AuditEvent.sequence.desc()).first()
        assert last is not None
        assert (last.code, "renewal_answer" in last.facts) == ("metadata_changed", True)


def test_a_contract_without_a_clause_has_no_card_and_nothing_to_decide(clerk: Clerk, office: Office) -> None:
    case = to_decide(clerk, office)
    changed(office, case, {"auto_renews": "", "renews_for": "", "notice": ""})
    assert "契約の更新" not in clerk.opens(f"/contracts/{case.contract}").text
    assert "判断する更新はありません" in clerk.opens(page_of(case)).text
