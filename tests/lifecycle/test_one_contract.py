"""One contract on the real server, with the real record, key, files and outbox."""

import asyncio
from datetime import datetime
from email import message_from_bytes, policy

import pytest
from temporalio.client import Client

from contracts import acts
from contracts.acts import Origin
from contracts.refusals import AlreadyAgreed, NotYourTurn, Refused, StaleDocument, TermsNotAccepted
from database.evidence import Revision
from database.rebuilding import record_of
from tests.lifecycle.office import Office
from tests.lifecycle.stage_hands import Case, new_key, workers
from workflows.door import Door


def case(office: Office, client: Client, orders: list[int], **options: object) -> Case:
    return Case(office, office.draft(orders, **options), Door(client))  # type: ignore[arg-type]  # options of draft


def subjects(office: Office) -> list[str]:
    mails = sorted(office.opened.settings.outbox.glob("*.eml"), key=lambda path: path.stat().st_mtime_ns)
    return [message_from_bytes(path.read_bytes(), policy=policy.default)["Subject"] for path in mails]


@pytest.mark.shows("IM-49", "GM-04", "CS-28")
async def test_two_orders_are_asked_one_after_the_other_and_concluded(office: Office, client: Client) -> None:
    async with workers(client, office):
        one = case(office, client, [1, 2])
        await one.submit()
        first, second = one.draft.parties
        await one.invited(first)
        with pytest.raises(NotYourTurn):
            await one.accept_terms(second)
        await one.agree(first)
        await one.agree(second)
        concluded = await one.stage("concluded")
        await one.until(lambda: not one.open_effects())
        await one.until(lambda: one.row().life == "in_force")
    assert concluded.number == f"{concluded.submitted_at:%Y}-000001"
    assert sum("締結完了" in subject for subject in subjects(office)) == 3
    with office.opened.database.reading() as session:
        kinds = [row.kind for row in session.query(Revision).order_by(Revision.number)]
        assert kinds == ["creation", "agreement", "agreement", "final"]


@pytest.mark.shows("IM-50", "T64", "CL-12")
async def test_two_last_signers_at_once_leave_one_signature_each_and_one_conclusion(
    office: Office, client: Client
) -> None:
    async with workers(client, office):
        one = case(office, client, [1, 1])
        await one.submit()
        for plan in one.draft.parties:
            await one.invited(plan)
            await one.accept_terms(plan)
        await asyncio.gather(*(one.ask(one.agreement(plan)) for plan in one.draft.parties))
        await one.stage("concluded")
    with office.opened.database.reading() as session:
        kinds = [row.kind for row in session.query(Revision).order_by(Revision.number)]
        record = record_of(session, one.row())
        final = session.query(Revision).order_by(Revision.number.desc()).first()
    agreed = [event.at for event in record if event.kind == "agreement_recorded"]
    assert final is not None
    assert final.level == "B-LTA"
    assert final.timestamped_at >= max(map(datetime.fromisoformat, agreed)).replace(microsecond=0)
    kept = [event.kind for event in record]
    assert kinds == ["creation", "agreement", "agreement", "final"]
    assert kept.count("contract_concluded") == kept.count("certificates_issued") == 1


@pytest.mark.shows("T66")
async def test_two_submits_of_one_agreement_are_one_agreement(office: Office, client: Client) -> None:
    async with workers(client, office):
        one = case(office, client, [1, 2])
        await one.submit()
        first = one.draft.parties[0]
        await one.invited(first)
        await one.accept_terms(first)
        act = one.agreement(first)
        answers = await asyncio.gather(one.ask(act), one.ask(act))
        assert answers[0] == answers[1]
        with pytest.raises(AlreadyAgreed):
            await one.ask(one.agreement(first))
        await one.invited(one.draft.parties[1])
    with office.opened.database.reading() as session:
        kept = [event.kind for event in record_of(session, one.row())]
    assert kept.count("agreement_recorded") == kept.count("agreement_sealed") == 1


@pytest.mark.shows("T68", "T47")
async def test_no_step_can_be_skipped_and_only_what_was_shown_is_agreed(
    office: Office, client: Client
) -> None:
    async with workers(client, office):
        one = case(office, client, [1])
        await one.submit()
        party = one.draft.parties[0]
        await one.invited(party)
        with pytest.raises(TermsNotAccepted):
            await one.ask(one.agreement(party))
        await one.accept_terms(party)
        other = acts.Agree(new_key(), Origin(party.id), party.id, 1, "0" * 64, 1, "x", "y", ["mail_link"])
        with pytest.raises(StaleDocument):
            await one.ask(other)
        await one.ask(one.agreement(party))


@pytest.mark.shows("T65")
async def test_agreeing_and_withdrawing_at_once_lets_exactly_one_win(office: Office, client: Client) -> None:
    async with workers(client, office):
        one = case(office, client, [1])
        await one.submit()
        party = one.draft.parties[0]
        await one.invited(party)
        await one.accept_terms(party)
        withdrawal = acts.Withdraw(new_key(), office.origin(), "条件が変わったため")
        answers = await asyncio.gather(
            one.ask(one.agreement(party)), one.ask(withdrawal), return_exceptions=True
        )
    assert sum(isinstance(answer, Refused) for answer in answers) == 1


@pytest.mark.shows("AD-04")
async def test_a_send_back_without_a_change_keeps_earlier_agreements(office: Office, client: Client) -> None:
    async with workers(client, office):
        one = case(office, client, [1, 1])
        await one.submit()
        first, second = one.draft.parties
        await one.agree(first)
        await one.invited(second)
        await one.accept_terms(second)
        await one.ask(acts.SendBack(new_key(), Origin(second.id), second.id, 1, "第3条の意味は？"))
        await one.stage("sent_back")
        await one.ask(acts.Resume(new_key(), office.origin(), "ご質問への回答です"))
        await one.until(lambda: not one.open_effects())
        await one.ask(one.agreement(second))
        await one.stage("concluded")
        await one.until(lambda: not one.open_effects())
    assert "相手方差し戻し" in " ".join(subjects(office))
    assert "差し戻しへの回答" in " ".join(subjects(office))


@pytest.mark.shows("CS-19", "AD-04")
async def test_new_bytes_open_a_round_and_void_what_was_agreed(office: Office, client: Client) -> None:
    async with workers(client, office):
        one = case(office, client, [1, 1])
        await one.submit()
        first, second = one.draft.parties
        await one.agree(first)
        await one.invited(second)
        await one.accept_terms(second)
        await one.ask(acts.SendBack(new_key(), Origin(second.id), second.id, 1, "金額の誤り"))
        version = office.new_version(one.draft.contract, "Version two")
        await one.ask(acts.OpenRound(new_key(), office.origin(), version, "金額を訂正しました"))
        await one.until(lambda: one.progress(first) == "asked" and one.row().round == 2)
        for plan in (first, second):
            await one.agree(plan)
        await one.stage("concluded")
        await one.until(lambda: not one.open_effects())
    assert "書類の内容が改められました" in " ".join(subjects(office))


@pytest.mark.shows("MK-46")
async def test_a_contract_whose_type_asks_for_it_waits_for_another_persons_approval(
    office: Office, client: Client
) -> None:
    async with workers(client, office):
        one = case(office, client, [1], kind="approved")
        await one.submit()
        assert one.row().stage == "awaiting_approval"
        with pytest.raises(Refused) as own:
            await one.ask(acts.Approve(new_key(), office.origin()))
        assert own.value.code == "cannot_approve_own_contract"
        await one.ask(acts.Approve(new_key(), Origin(office.approver.public_id)))
        await one.agree(one.draft.parties[0])
        await one.stage("concluded")
        await one.until(lambda: not one.open_effects())
    assert sum("承認依頼" in subject for subject in subjects(office)) == 1
