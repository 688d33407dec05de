"""廃棄の停止: put in, taken out, released; who may, what is told, and what 親展 keeps to itself (LW-26)."""

import re

import pytest
from flask import Flask
from sqlalchemy import select, text
from sqlalchemy.exc import DatabaseError

from contracts.roles import Role
from database.contract import Contract
from database.legal_hold import HoldEntry, LegalHold
from tests.api.bureau import caller
from tests.applications import application
from tests.counterparty.office import Office
from tests.desk.site import Clerk
from tests.retention.conftest import mail_of
from tests.retention.shelf import OVER, filed, told
from webapp.parts import parts

WHY = "東京地裁の訴訟のため"


def begun(clerk: Clerk, name: str) -> str:
    """Register a hold on the page, and return its public id."""
    clerk.opens("/holds")
    clerk.sends("/holds", name=name, reason=WHY)
    return clerk.path.removeprefix("/holds/")


def puts(clerk: Clerk, hold: str, query: str) -> None:
    clerk.opens(f"/contracts/holding?{query}")
    named = re.findall(r'name="contract" value="([^"]+)"', clerk.text)
    clerk.sends("/contracts/holding", hold=hold, contract=named or None)


def titles(clerk: Clerk) -> list[str]:
    clerk.opens("/contracts?over=yes&size=100")
    return re.findall(r'<th scope="row">.*?<a [^>]*>(.*?)</a>', clerk.text, re.DOTALL)


@pytest.mark.shows("LW-26")
def test_a_hold_keeps_what_is_over_until_it_is_released(auditor: Clerk, office: Office) -> None:
    contract = filed(office, "青葉商事との賃貸借", **OVER)
    assert "青葉商事との賃貸借" in titles(auditor)
    auditor.opens(f"/contracts/{contract}")
    assert "保存期間は2020年3月31日で満了しました。" in auditor.text
    hold = begun(auditor, "青葉商事の件")
    puts(auditor, hold, f"contract={contract}")
    assert "1件の契約の廃棄を停止しました。" in auditor.text
    assert "青葉商事との賃貸借" in auditor.text
    auditor.opens(f"/contracts/{contract}")
    assert "廃棄を停止しています。停止が解除されるまで、期限なく保存します。" in auditor.text
    assert "青葉商事の件" in auditor.text
    assert "青葉商事との賃貸借" not in titles(auditor)
    auditor.opens(f"/holds/{hold}/release")
    assert auditor.sends(f"/holds/{hold}/release", reason=" ").status_code == 422
    auditor.sends(f"/holds/{hold}/release", reason="和解した")
    assert "和解した" in auditor.text
    assert "青葉商事との賃貸借" in titles(auditor)
    assert [one["name"] for one in told(office, "hold_released") if one["subject"] == hold] == [
        "青葉商事の件"
    ]
    assert told(office, "hold_begun")[-1]["reason"] == WHY


def test_a_script_reads_until_when_a_contract_is_kept(site: Flask, office: Office, auditor: Clerk) -> None:
    contract = filed(office, "スクリプトが読む契約", **OVER)
    with site.app_context():
        script = caller(application(parts()), office, mail_of(Role.COMPLIANCE))
    read = script.get(f"/contracts/{contract}").get_json()
    assert (read["retain_until"], read["on_hold"]) == ("2020-03-31", False)
    puts(auditor, begun(auditor, "スクリプトの件"), f"contract={contract}")
    read = script.get(f"/contracts/{contract}").get_json()
    assert (read["retain_until"], read["on_hold"]) == (None, True)


def test_twice_is_once(auditor: Clerk, office: Office) -> None:
    contract = filed(office, "二度押された契約")
    auditor.opens("/holds")
    form = {**auditor.fields("/holds"), "name": "二度", "reason": WHY}
    first, again = (auditor.client.post("/holds", data=form).location for _ in range(2))
    assert first == again
    hold = first.removeprefix("/holds/")
    before = len(told(office, "hold_contracts_put"))
    for _ in range(2):
        puts(auditor, hold, f"contract={contract}")
    assert "1件は、すでに入っていました。" in auditor.text
    assert len(told(office, "hold_contracts_put")) == before + 1
    auditor.opens(f"/holds/{hold}/release")
    form = {**auditor.fields(f"/holds/{hold}/release"), "reason": "済んだ"}
    for _ in range(2):
        assert auditor.client.post(f"/holds/{hold}/release", data=form).status_code == 303
    assert len([one for one in told(office, "hold_released") if one["subject"] == hold]) == 1
    late = {"csrf_token": form["csrf_token"], "contract": contract, "hold": hold}
    auditor.at = auditor.client.post("/contracts/holding", data=late)
    assert auditor.at.status_code == 409
    assert "すでに解除されています" in auditor.text


def test_one_is_taken_out_with_a_reason_and_the_history_stays(auditor: Clerk, office: Office) -> None:
    first, second = filed(office, "残る契約"), filed(office, "外す契約")
    hold = begun(auditor, "取り外しの件")
    puts(auditor, hold, f"contract={first}&contract={second}")
    removal = f"/holds/{hold}/contracts/{second}/removal"
    assert removal in auditor.text
    auditor.opens(removal)
    assert auditor.sends(removal, reason="").status_code == 422
    auditor.sends(removal, reason="関係がないと分かった")
    assert "契約を外しました。" in auditor.text
    assert f"/holds/{hold}/contracts/{second}/removal" not in auditor.text
    assert "関係がないと分かった" in auditor.text
    assert auditor.opens(removal).status_code == 404
    assert told(office, "hold_contract_taken")[-1]["contract"] == second
    with office.opened.database.reading() as session:
        of_hold = LegalHold.public_id == hold
        query = select(HoldEntry.kind).join(LegalHold, LegalHold.id == HoldEntry.hold_id).where(of_hold)
        assert sorted(session.scalars(query)) == ["put", "put", "taken"]


def test_the_ticked_rows_and_all_hits_of_a_search_are_put_in_at_once(auditor: Clerk, office: Office) -> None:
    marked = [filed(office, f"一括で止める契約{n}") for n in range(3)]
    filed(office, "一括で止める下書き", stage="draft", sequence=0)
    hold = begun(auditor, "一括の件")
    auditor.opens("/contracts")
    token = auditor.fields("/contracts/columns")["csrf_token"]
    ticked = {"csrf_token": token, "contract": marked[:2]}
    auditor.at = auditor.client.post("/contracts/bulk/holding", data=ticked, follow_redirects=True)
    assert "2件の契約" in auditor.text
    assert auditor.sends("/contracts/holding", hold="", contract=marked[:2]).status_code == 422
    assert "廃棄の停止を選んでください。" in auditor.text
    assert [one for one in marked if f'value="{one}"' in auditor.text] == marked[:2]
    auditor.sends("/contracts/holding", hold=hold, contract=marked[:2])
    assert "2件の契約の廃棄を停止しました。" in auditor.text
    auditor.opens("/contracts?q=一括で止める&body=0")
    assert "/contracts/holding?" in auditor.text
    puts(auditor, hold, "q=一括で止める&body=0")
    assert "1件の契約の廃棄を停止しました。" in auditor.text
    assert "2件は、すでに入っていました。" in auditor.text
    auditor.opens("/contracts/holding?q=どこにもない名前&body=0")
    assert "入れられる契約がありません" in auditor.text
    nothing = {"csrf_token": token, "hold": hold}
    assert auditor.client.post("/contracts/holding", data=nothing).status_code == 422


def test_a_confidential_contract_in_a_hold_is_counted_and_not_named(
    auditor: Clerk, people: dict[Role, Clerk], office: Office
) -> None:
    secret, plain = filed(office, "極秘の買収契約"), filed(office, "ふつうの契約")
    hold = begun(auditor, "親展の件")
    puts(auditor, hold, f"contract={secret}&contract={plain}")
    with office.opened.database.writing() as session:
        session.scalars(select(Contract).where(Contract.public_id == secret)).one().confidential = True
    for clerk in (auditor, people[Role.ADMINISTRATOR]):
        clerk.opens(f"/holds/{hold}")
        assert "極秘の買収契約" not in clerk.text
        assert secret not in clerk.text
        assert "ふつうの契約" in clerk.text
        assert "このうち1件は、表示する権限がありません。" in clerk.text
        assert clerk.opens(f"/holds/{hold}/contracts/{secret}/removal").status_code == 404
        clerk.opens(f"/contracts/holding?contract={secret}")
        assert "入れられる契約がありません" in clerk.text


def test_only_compliance_and_administrators_know_of_holds(
    people: dict[Role, Clerk], auditor: Clerk, office: Office
) -> None:
    contract = filed(office, "だれの目にも触れる契約")
    hold = begun(auditor, "名前も知られない件")
    puts(auditor, hold, f"contract={contract}")
    for role, clerk in people.items():
        may = role in {Role.ADMINISTRATOR, Role.COMPLIANCE}
        for path in ("/holds", f"/holds/{hold}", f"/holds/{hold}/release", "/contracts/holding"):
            assert clerk.client.get(path).status_code == (200 if may else 404), (role, path)
    legal = people[Role.LEGAL]
    legal.opens(f"/contracts/{contract}")
    assert "廃棄を停止しています" in legal.text
    assert "名前も知られない件" not in legal.text
    assert "/contracts/holding" not in legal.opens("/contracts").text


def test_the_history_of_holds_cannot_be_rewritten(auditor: Clerk, office: Office) -> None:
    hold = begun(auditor, "書き換えられない件")
    puts(auditor, hold, f"contract={filed(office, '書き換えられない契約')}")
    for statement in (
        "UPDATE legal_hold SET name = 'x'",
        "DELETE FROM legal_hold",
        "UPDATE hold_entry SET reason = 'x'",
        "DELETE FROM hold_entry",
    ):
        with pytest.raises(DatabaseError, match="append-only"), office.opened.database.writing() as session:
            session.execute(text(statement))
