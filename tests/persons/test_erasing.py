"""消去: what can be erased is gone, what must be kept is refused with its reason (個人情報保護法35条)."""

import json
import uuid
from datetime import date, timedelta

import pytest
from sqlalchemy import select, update

from contracts.acts import AcceptTerms, HandOver, Origin
from contracts.handing_over import Successor
from contracts.person_requests import ERASED, Standing, Why
from contracts.roles import Role
from database.bulk_sending import BulkRow
from database.contact import Contact
from database.contract import Contract
from database.factors import SecondFactor
from database.office import AddressEntry
from database.party import Party
from database.people import User
from database.person_request import PersonHint, PersonOutcome, PersonRequest
from database.person_requests import forget_old_requests
from database.readers import Reader
from database.sharing import VersionShare
from database.succession import keep_successor
from tests.counterparty.office import Office, Sent
from tests.counterparty.planning import Plan
from tests.desk.site import Clerk, hired
from tests.persons.around import MAIL, NAME, OTHER_MAIL
from tests.persons.asking import asks, disclosed, erases, outcomes
from tests.persons.living import Life, contract


@pytest.mark.shows("LW-39")
def test_what_nothing_obliges_to_keep_is_erased_and_the_rest_is_refused_with_its_reason(
    auditor: Clerk, office: Office
) -> None:
    page = asks(auditor, "erasure")
    erases(auditor, page)
    became = outcomes(office, page)
    for place in ("contact", "reader", "address_entry", "address_invitation", "one_time_code", "bulk_row"):
        assert became[place] == {ERASED}, place
    assert became["version_share"] == {ERASED, Why.LIVE}
    assert became["party"] == {Why.RETENTION, Why.UNDERWAY, Why.HELD}
    assert became["contract_event"] >= {Why.RETENTION, Why.HELD}
    assert became["submitted_file"] == {Why.SCHEDULED, Why.RETENTION}
    assert became["second_factor"] == {Why.UNDERWAY}
    assert became["abuse_report"] == {Why.EVIDENCE}
    assert became["free_text"] == {Why.BY_HAND}
    assert became["contract"] == {Why.UNSEEN}
    with office.opened.database.reading() as session:
        assert session.scalars(select(Contact).where(Contact.mail_key == MAIL)).first() is None
        assert session.scalars(select(Reader)).first() is None
        assert session.scalars(select(AddressEntry)).one().mail == ""
        ended = session.scalars(select(VersionShare).order_by(VersionShare.expires_at)).first()
        assert ended is not None
        assert (ended.mail, ended.recipient) == ("", "")
        cells = json.loads(session.scalars(select(BulkRow)).one().cells)
        assert cells == {"氏名": "", "メール": "", "氏名2": "鈴木 花", "メール2": OTHER_MAIL}
        until = session.scalars(select(PersonOutcome).where(PersonOutcome.why == Why.RETENTION)).first()
        assert until is not None
        assert until.until == date(2036, 3, 31)


def test_pressed_twice_it_erases_nothing_twice_and_goes_on_where_it_was_cut_off(
    auditor: Clerk, office: Office
) -> None:
    page = asks(auditor, "erasure")
    erases(auditor, page)
    before = _kept(office)
    erases(auditor, page)
    assert _kept(office) == before
    with office.opened.database.reading() as session:
        codes = session.connection().exec_driver_sql("SELECT code FROM audit_event").scalars().all()
    assert codes.count("person_data_erased") == len([one for one in before if one[1] == ERASED])


def test_the_log_and_the_outcome_hold_nothing_of_what_was_erased(auditor: Clerk, office: Office) -> None:
    page = asks(auditor, "erasure")
    erases(auditor, page)
    with office.opened.database.reading() as session:
        rows = session.connection().exec_driver_sql("SELECT code, facts FROM audit_event").all()
        outcome = session.connection().exec_driver_sql("SELECT * FROM person_outcome").all()
    told = "".join(facts for code, facts in rows if code.startswith("person_")) + str(outcome)
    assert "sato" not in told
    assert "佐藤" not in told


def test_a_hold_goes_before_everything_also_what_is_no_record(
    auditor: Clerk, office: Office, life: Life
) -> None:
    with office.opened.database.writing() as session:
        held = contract(session, life.held)
        session.execute(update(VersionShare).values(contract_id=held.id))
    page = asks(auditor, "erasure")
    erases(auditor, page)
    assert outcomes(office, page)["version_share"] == {Why.HELD}


def test_a_name_alone_finds_nothing_until_somebody_has_ticked_the_row(auditor: Clerk, office: Office) -> None:
    page = asks(auditor, "erasure", mails="")
    assert auditor.opens(page).text.count('name="hint"') >= 2
    erases(auditor, page)
    assert outcomes(office, page) == {}
    with office.opened.database.reading() as session:
        twin = session.scalars(select(Contact).where(Contact.company == "別会社")).one().id
    auditor.opens(page)
    auditor.sends(f"{page}/hints", hint=f"contact:{twin}", offered=[f"contact:{twin}"])
    erases(auditor, page)
    with office.opened.database.reading() as session:
        names = set(session.scalars(select(Contact.company).where(Contact.name.like("佐藤%"))))
        assert names == {""}
        assert session.scalars(select(PersonHint)).first() is None, "its number may be given anew"


def test_whoever_may_not_see_a_draft_does_not_erase_in_it_and_its_owner_does(
    auditor: Clerk, administrator: Clerk, office: Office
) -> None:
    with office.opened.database.writing() as session:
        admin = session.query(User).filter_by(mail="admin@sample.example").one()
        sent = session.scalars(select(Contract).where(Contract.title == "手続き中の契約")).one()
        sent.sequence, sent.stage, sent.owner_id = 0, "draft", admin.id
    page = asks(auditor, "erasure")
    erases(auditor, page)
    assert _party_of_draft(office) == (NAME, "Sato@Example.com")
    erases(administrator, page)
    assert _party_of_draft(office) == ("", "")
    with office.opened.database.reading() as session:
        row = session.scalars(select(Contract).where(Contract.title == "手続き中の契約")).one()
        assert "佐藤" not in row.search_text


def test_an_account_in_use_stays_and_one_that_left_without_contracts_leads_to_nobody(
    auditor: Clerk, office: Office
) -> None:
    hired(office, "left@sample.example", Role.VIEWER)
    page = asks(auditor, "erasure", mails="left@sample.example yamada@sample.example", name="")
    erases(auditor, page)
    assert outcomes(office, page)["app_user"] == {Why.ACTIVE}
    with office.opened.database.writing() as session:
        for user in session.query(User).filter(
            User.mail.in_(["left@sample.example", "yamada@sample.example"])
        ):
            user.disabled_at = user.created_at
    erases(auditor, page)
    with office.opened.database.reading() as session:
        users = session.query(User).filter(User.disabled_at.is_not(None)).order_by(User.id).all()
        assert [one.name for one in users] == ["山田 花子", "-"]
        assert users[1].mail.endswith("@erased.invalid")
    assert outcomes(office, page)["app_user"] == {ERASED, Why.UNDERWAY}, "the owner of contracts under way"


def test_when_the_contract_is_over_the_second_factor_goes_too(auditor: Clerk, office: Office) -> None:
    with office.opened.database.writing() as session:
        session.execute(update(Contract).where(Contract.stage != "concluded").values(stage="cancelled"))
    page = asks(auditor, "erasure")
    erases(auditor, page)
    assert outcomes(office, page)["second_factor"] == {ERASED}
    with office.opened.database.reading() as session:
        assert session.scalars(select(SecondFactor)).first() is None


def test_an_answer_is_kept_three_years_and_then_forgets_who_asked(auditor: Clerk, office: Office) -> None:
    page = asks(auditor, "disclosure", phone="090-1234-5678", remarks="電話で受付")
    auditor.sends(f"{page}/answer")
    with office.opened.database.writing() as session:
        assert forget_old_requests(session) == 0
        row = session.scalars(select(PersonRequest)).one()
        assert row.closed_at is not None
        row.closed_at -= timedelta(days=3 * 366)
    with office.opened.database.writing() as session:
        assert forget_old_requests(session) == 1
        assert forget_old_requests(session) == 0
        row = session.scalars(select(PersonRequest)).one()
        assert (row.mails, row.name, row.phone, row.remarks, row.checked_how) == ("",) * 5
        assert row.standing == Standing.ANSWERED
    assert "（氏名などは消去済み）" in auditor.opens("/person-requests").text
    assert auditor.opens(page).status_code == 200


def test_after_a_hand_over_each_person_gets_their_own_acts(auditor: Clerk, office: Office) -> None:
    sent = office.sent(Plan(name="前任 太郎", mail="first@example.com", may_hand_over=True))
    _taken_over(office, sent)
    first, _ = disclosed(auditor, asks(auditor, "disclosure", mails="first@example.com", name=""))
    second, _ = disclosed(auditor, asks(auditor, "disclosure", mails="second@example.com", name=""))
    places = [{one["place"]: one["records"] for one in data["places"]} for data in (first, second)]
    assert "party" not in places[0], "the place is another's now"
    assert places[0]["party_holder"][0]["data"]["name"] == "前任 太郎"
    assert places[1]["party"][0]["data"]["name"] == "後任 次郎"
    assert "前任" not in json.dumps(places[1], ensure_ascii=False)
    assert "後任" not in json.dumps(places[0], ensure_ascii=False)
    acts = [{(one["data"]["kind"], one["data"]["address"]) for one in of["contract_event"]} for of in places]
    assert acts[0] == {("terms_accepted", "192.0.2.1"), ("party_handed_over", "192.0.2.1")}
    assert acts[1] == {("terms_accepted", "192.0.2.2")}


def _taken_over(office: Office, sent: Sent) -> None:
    party, key = sent.parties[0].public_id, uuid.uuid4().hex
    office.engine.ask(
        sent.contract, AcceptTerms(uuid.uuid4().hex, Origin(party, "192.0.2.1"), party, 1, "2026-11")
    )
    successor = Successor("", "後任 次郎", "second@example.com", "ja", "お願いします。")
    with office.opened.database.writing() as session:
        holding = keep_successor(session, session.get_one(Party, sent.parties[0].id), 1, key, successor)
    origin = Origin(party, "192.0.2.1")
    office.engine.ask(sent.contract, HandOver(key, origin, party, 1, holding.id, holding.digest))
    origin = Origin(party, "192.0.2.2")
    office.engine.ask(sent.contract, AcceptTerms(uuid.uuid4().hex, origin, party, 1, "2026-11"))


def _kept(office: Office) -> set[tuple[str, str, int]]:
    with office.opened.database.reading() as session:
        return {(one.place, one.why, one.count) for one in session.scalars(select(PersonOutcome))}


def _party_of_draft(office: Office) -> tuple[str, str]:
    with office.opened.database.reading() as session:
        query = select(Party).join(Contract, Contract.id == Party.contract_id)
        row = session.scalars(query.where(Contract.title == "手続き中の契約")).one()
        return row.name, row.mail
