"""Users from a CSV file: looked at, then all or nothing."""

from io import BytesIO

import pytest
from sqlalchemy import func, select

from contracts.user_sheet import HEADER
from database.people import User
from tests.access.house import House
from tests.desk.site import Clerk
from tests.people.test_users import user

LINE = ",".join(HEADER)
HANAKO = "hanako@sample.example,法務 花子,法務,03-1234-5678,日本語"
GOOD = f"{LINE}\r\n{HANAKO}\r\nviewer@sample.example,閲覧 次郎,閲覧者,,英語\r\n"
BAD = f"{LINE}\r\nhanako,法務 花子,社長,電話,仏語\r\n,,法務,,\r\nadmin@sample.example,管理 太郎,閲覧者,,\r\n"


def count(house: House) -> int:
    with house.office.opened.database.reading() as session:
        return session.scalar(select(func.count()).select_from(User)) or 0


def uploads(clerk: Clerk, text: str, encoding: str = "utf-8-sig") -> int:
    clerk.opens("/users/import")
    return clerk.sends("/users/import", file=(BytesIO(text.encode(encoding)), "people.csv")).status_code


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp932"])
def test_a_sheet_is_shown_before_anything_changes_and_twice_is_once(
    administrator: Clerk, viewer: Clerk, house: House, encoding: str
) -> None:
    assert viewer is not administrator
    before = count(house)
    assert uploads(administrator, GOOD, encoding) == 200
    for words in ("法務 花子", "招待", "更新"):
        assert words in administrator.text
    assert count(house) == before
    assert administrator.sends("/users/import/confirmation").status_code == 200
    assert count(house) == before + 1
    changed = user(house, "viewer@sample.example")
    assert (changed.name, changed.language) == ("閲覧 次郎", "en")
    assert uploads(administrator, GOOD, encoding) == 200
    assert administrator.text.count("変更なし") == 2


def test_bad_rows_are_named_by_row_and_column_and_nothing_changes(administrator: Clerk, house: House) -> None:
    before = count(house)
    assert uploads(administrator, BAD) == 422
    for words in (
        "2行目「メールアドレス」：メールアドレスの形で",
        "2行目「役割」：",
        "2行目「電話番号」：",
        "2行目「言語」：",
        "3行目「氏名」：入力してください",
        "4行目「役割」：ご自身の役割は",
    ):
        assert words in administrator.text
    assert uploads(administrator, "見出し\r\n") == 422
    assert uploads(administrator, "", "utf-8") == 422
    assert uploads(administrator, GOOD.replace("花子", "花\0子")) == 422
    assert "CSVとして読み取れません" in administrator.text
    assert count(house) == before


def test_the_template_is_what_the_page_takes(administrator: Clerk) -> None:
    for encoding in ("utf-8", "cp932"):
        sheet = administrator.client.get(f"/users/import/template.csv?encoding={encoding}")
        assert (
            uploads(administrator, sheet.data.decode("utf-8-sig" if encoding == "utf-8" else "cp932")) == 200
        )
