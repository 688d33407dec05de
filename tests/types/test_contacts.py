"""宛先帳: entries kept, found, chosen in a draft, and carried in and out as CSV (MK-69)."""

from io import BytesIO

import pytest
from flask import Flask
from sqlalchemy import select

from contracts.roles import Role
from database.contact import Contact
from tests.counterparty.office import Office
from tests.desk.site import Clerk, hired
from tests.desk.typing import begun, kept, of

PAGE = "/contacts"
HEADER = "区分,会社名,部署・役職,氏名,役割,メールアドレス,携帯電話番号,言語,使う人\r\n"


def added(clerk: Clerk, **typed: object) -> None:
    clerk.opens(f"{PAGE}/new")
    clerk.sends(f"{PAGE}/new", **typed)


def contacts(office: Office) -> list[Contact]:
    with office.opened.database.reading() as session:
        return list(session.scalars(select(Contact).order_by(Contact.sorted_by)))


def imports(clerk: Clerk, text: str, encoding: str = "utf-8-sig") -> int:
    clerk.opens(f"{PAGE}/import")
    return clerk.sends(f"{PAGE}/import", file=(BytesIO(text.encode(encoding)), "宛先.csv")).status_code


@pytest.mark.shows("MK-69")
def test_a_chosen_entry_fills_its_party_and_what_was_typed_elsewhere_stays(
    clerk: Clerk, office: Office
) -> None:
    yamada = {"company": "株式会社山田商事", "name": "山田 太郎", "mail": "yamada@example.com", "role": "乙"}
    added(clerk, **yamada, shared="y")
    page = begun(clerk, title="覚書", contract_type="other", standing="broker")
    party = clerk.parties()[0]
    clerk.sends(page, title="変更覚書", pick=party, **of(party, role="", access_code_hint="社員番号です。"))
    assert clerk.path == f"{page}/parties/{party}/contact"
    clerk.opens(f"{clerk.path}?q=㈱ヤマダ")
    assert "条件に合う宛先はありません" in clerk.text
    clerk.opens(f"{clerk.path}?q=山田商事")
    clerk.sends(clerk.path, contact=contacts(office)[0].public_id)
    row = kept(office, party)
    assert (row.kind, row.company, row.name, row.mail) == (
        "corporate_informal",
        yamada["company"],
        yamada["name"],
        yamada["mail"],
    )
    assert (row.role, row.access_code_hint) == ("乙", "社員番号です。")
    assert clerk.fields(page)["title"] == "変更覚書"


def test_a_party_is_kept_as_an_entry_once_and_only_when_it_can_be_reached(
    clerk: Clerk, office: Office
) -> None:
    page = begun(clerk)
    party = clerk.parties()[0]
    clerk.sends(page, file_address=party, **of(party, name="佐藤 一郎"))
    assert "宛先帳に登録するには" in clerk.text
    clerk.sends(page, file_address=party, **of(party, mail="sato@example.com"))
    clerk.sends(page, file_address=party)
    assert "すでに宛先帳にあります" in clerk.text
    assert [(one.name, one.mail) for one in contacts(office)] == [("佐藤 一郎", "sato@example.com")]


def test_what_is_personal_is_seen_by_nobody_else(clerk: Clerk, site: Flask, office: Office) -> None:
    added(clerk, company="自分商店", name="自分 一郎", mail="own@example.com")
    added(clerk, company="共有商店", name="共有 次郎", mail="all@example.com", shared="y")
    hired(office, "colleague@sample.example", Role.LEGAL)
    colleague = Clerk(site)
    colleague.signs_in("colleague@sample.example")
    colleague.opens(PAGE)
    assert "共有商店" in colleague.text
    assert "自分商店" not in colleague.text
    own = next(one for one in contacts(office) if one.company == "自分商店").public_id
    assert colleague.opens(f"{PAGE}/{own}").status_code == 404
    draft = begun(colleague)
    choice = f"{draft}/parties/{colleague.parties()[0]}/contact"
    colleague.opens(choice)
    assert colleague.sends(choice, contact=own).status_code == 404


@pytest.mark.shows("UX-19", "T33")
def test_a_file_goes_out_and_comes_back_with_dangerous_cells_as_text(clerk: Clerk, office: Office) -> None:
    added(clerk, company="=cmd|' /C calc'!A1", name="髙橋 一郎", mail="taka@example.com")
    added(clerk, kind="individual", company="", name="佐藤 花子", phone="09012345678")
    told = clerk.client.get(f"{PAGE}/export.csv").get_data()
    assert told.startswith(b"\xef\xbb\xbf")
    text = told.decode("utf-8-sig")
    assert "'=cmd" in text
    assert "'09012345678" in text
    assert clerk.client.get(f"{PAGE}/export.csv?encoding=cp932").get_data().decode("cp932") == text
    before = [(one.company, one.name, one.phone) for one in contacts(office)]
    for encoding in ("utf-8-sig", "cp932"):
        assert imports(clerk, text, encoding) == 200
        assert "0件を追加し、2件を更新しました。" in clerk.text
    assert [(one.company, one.name, one.phone) for one in contacts(office)] == before


def test_bad_cells_are_said_by_row_and_column_and_nothing_is_kept(clerk: Clerk, office: Office) -> None:
    rows = "法人,,,,乙,yamada,,fr,全員\r\n個人,,,佐藤 花子,借主,,9012345678,ja,自分だけ\r\n"
    assert imports(clerk, HEADER + rows) == 422
    for sentence in (
        "2行目「会社名」：会社名を入力してください。",
        "2行目「氏名」：氏名を入力してください。",
        "2行目「メールアドレス」：メールアドレスを正しく入力してください",
        "2行目「言語」：使えない言葉です。",
    ):
        assert sentence in clerk.text
    assert "3行目" not in clerk.text
    assert contacts(office) == []
    assert imports(clerk, "名前,住所\r\n") == 422
    assert "1行目の見出しが違います。" in clerk.text
    assert imports(clerk, HEADER + rows.split("\r\n")[1]) == 200
    assert [(one.name, one.phone) for one in contacts(office)] == [("佐藤 花子", "09012345678")]


def test_what_an_entry_lacks_is_said_and_it_is_deleted_after_a_question(clerk: Clerk, office: Office) -> None:
    clerk.opens(f"{PAGE}/new")
    assert clerk.sends(f"{PAGE}/new", company="株式会社山田商事", mail="yamada").status_code == 422
    assert "氏名を入力してください。" in clerk.text
    clerk.sends(f"{PAGE}/new", name="山田 太郎", mail="yamada@example.com")
    path = f"{PAGE}/{contacts(office)[0].public_id}/deletion"
    clerk.opens(path)
    assert "山田 太郎" in clerk.text
    clerk.sends(path)
    assert contacts(office) == []
