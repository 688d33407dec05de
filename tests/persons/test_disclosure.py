"""開示: everything of the person and nothing of anybody else."""

import pytest

from contracts.roles import Right
from database.folders import UserRight
from database.people import User
from tests.counterparty.office import Office
from tests.desk.site import Clerk
from tests.persons.around import CODE, OTHER_MAIL, OTHER_NAME, TOKEN
from tests.persons.asking import asks, disclosed
from tests.persons.conftest import ADMINISTRATOR
from tests.persons.living import IDENTITY, PAPER, Life

FOUND = {
    *(
        "party",
        "contract_event",
        "delivery",
        "delivery_answer",
        "field_value",
        "filled_form",
        "submitted_file",
    ),
    *("imprint", "contact", "reader", "one_time_code", "second_factor", "version_share", "external_comment"),
    *("address_entry", "address_invitation", "bulk_row", "abuse_report", "free_text", "person_request"),
}


@pytest.mark.shows("LW-39")
def test_the_file_holds_what_every_place_has_of_the_person_and_why_it_is_kept(auditor: Clerk) -> None:
    data, archive = disclosed(auditor, asks(auditor, "disclosure"))
    places = {one["place"]: one for one in data["places"]}
    assert set(places) == FOUND
    assert all(one["purpose"] and one["source"] for one in places.values())
    [party] = [one for one in places["party"]["records"] if one["contract"]["title"].startswith("建物賃貸借")]
    assert (party["data"]["mail"], party["kept_until"]) == (
        "Sato@Example.com",
        "2036-03-31",
    )
    assert "2036年3月31日まで" in party["kept_because"]
    acts = [one["data"]["kind"] for one in places["contract_event"]["records"]]
    assert "agreement_recorded" in acts
    assert "contract_submitted" not in acts
    text = archive.read("開示する個人データ.html").decode()
    assert "契約の当事者" in text
    assert "佐藤" in archive.read("開示する個人データ.csv").decode("utf-8-sig")


def test_nothing_of_others_and_no_secret_is_in_it(auditor: Clerk) -> None:
    _data, archive = disclosed(auditor, asks(auditor, "disclosure"))
    whole = b"".join(archive.read(name) for name in archive.namelist()).decode(errors="replace")
    assert "廃棄を停止" not in whole, "that there is a dispute is not theirs to hear from us"
    for word in (OTHER_NAME, OTHER_MAIL, CODE, TOKEN, "totp-secret"):
        assert word not in whole, word


def test_a_handed_in_paper_goes_out_and_one_of_identity_only_by_who_may_read_it(
    auditor: Clerk, administrator: Clerk
) -> None:
    page = asks(auditor, "disclosure")
    data, archive = disclosed(auditor, page)
    papers = [archive.read(name) for name in archive.namelist() if name.startswith("提出された書類/")]
    assert (papers, data["identity_papers_not_included"]) == ([PAPER], 1)
    assert "本人確認書類が1件あります" in auditor.opens(page).text
    data, archive = disclosed(administrator, page)
    assert IDENTITY in [archive.read(name) for name in archive.namelist()]
    assert data["identity_papers_not_included"] == 0


@pytest.mark.shows("MK-79")
def test_a_confidential_contract_is_counted_and_given_out_by_its_keeper_alone(
    auditor: Clerk, administrator: Clerk, office: Office
) -> None:
    page = asks(auditor, "disclosure")
    data, archive = disclosed(auditor, page)
    assert data["contracts_not_included"] == 1
    whole = b"".join(archive.read(name) for name in archive.namelist()).decode(errors="replace")
    assert "役員の覚書" not in whole + auditor.opens(page).text
    with office.opened.database.writing() as session:
        keeper = session.query(User).filter_by(mail=ADMINISTRATOR).one()
        right = Right.READ_CONFIDENTIAL
        session.add(UserRight(organization_id=keeper.organization_id, user_id=keeper.id, right=right))
    data, archive = disclosed(administrator, page)
    assert data["contracts_not_included"] == 0
    assert "役員の覚書" in archive.read("data.json").decode()


def test_a_ticked_place_of_a_contract_brings_what_was_done_in_it(auditor: Clerk, life: Life) -> None:
    page = asks(auditor, "disclosure", mails="")
    assert disclosed(auditor, page)[0]["places"] == []
    tick = f"party:{life.lease.parties[0].id}"
    auditor.opens(page)
    auditor.sends(f"{page}/hints", hint=tick, offered=[tick])
    places = {one["place"] for one in disclosed(auditor, page)[0]["places"]}
    assert {"party", "contract_event", "submitted_file", "imprint"} <= places
    assert "contact" not in places


def test_the_log_tells_how_much_went_out_and_never_what(auditor: Clerk, office: Office) -> None:
    disclosed(auditor, asks(auditor, "disclosure"))
    text = auditor.opens("/audit").text
    assert "開示するデータを出力しました" in text
    with office.opened.database.reading() as session:
        rows = session.connection().exec_driver_sql("SELECT code, facts FROM audit_event").all()
    told = [facts for code, facts in rows if code.startswith("person_")]
    assert len(told) == 2
    assert "sato" not in "".join(told).lower()


def test_an_address_that_nobody_has_gives_an_empty_file(auditor: Clerk, life: Life) -> None:
    page = asks(auditor, "disclosure", mails="nobody@example.com", name="誰 でもない")
    data, archive = disclosed(auditor, page)
    assert [one["place"] for one in data["places"]] == ["person_request"]
    assert life.lease.contract not in archive.read("data.json").decode()
