"""税務調査モード: one fiscal year, three keys, downloads, nothing else, until its last day."""

import json
from datetime import date, timedelta
from itertools import product

import pytest
from sqlalchemy import select

from contracts.roles import Right
from contracts.tax_keeping import KeptAs
from contracts.tax_visiting import Record, Shown, shows
from database.audit import AuditEvent
from database.contract import Contract
from database.folders import UserRight
from database.people import User
from database.queries.tax_visits import shown_by
from database.tax_visit import TaxVisit
from tests.access.house import House
from tests.desk.site import Clerk
from tests.tax.conftest import ADMINISTRATOR
from tests.tax.shelf import Shelf, unpacked
from tests.tax.visiting import GIVING, Handed, changes, enters, handed, offers, visit

RECORDS = "/tax-visit"


@pytest.fixture
def account(administrator: Clerk) -> Handed:
    return handed(offers(administrator))


@pytest.fixture
def inspector(house: House, account: Handed) -> Clerk:
    return enters(house, account)


@pytest.mark.shows("NX-07")
def test_the_inspector_sees_the_year_and_outside_of_it_nothing_exists(inspector: Clerk, shelf: Shelf) -> None:
    assert inspector.path == RECORDS
    assert "業務委託契約書" in inspector.text
    assert "売買契約書 A/B" in inspector.text
    for hidden in ("前年度の契約書", "役員報酬の覚書", "まだ締結していない契約書"):
        assert hidden not in inspector.text
    assert "全3件" in inspector.text
    for sent, status in ((shelf.first, 200), (shelf.before, 404), (shelf.secret, 404)):
        for address in ("", "/document.pdf"):
            path = f"{RECORDS}/records/{sent.contract}{address}"
            assert inspector.client.get(path).status_code == status, path


def test_no_page_of_the_staff_opens_to_the_inspector(inspector: Clerk, shelf: Shelf) -> None:
    for path in ("/", "/contracts", f"/contracts/{shelf.first.contract}", "/audit", "/tax-visits"):
        answer = inspector.client.get(path)
        assert answer.status_code == 302
        assert answer.location.startswith("/sign-in")


@pytest.mark.shows("LW-18", "LW-19", "LW-20")
def test_the_three_keys_find_alone_by_ranges_and_together(inspector: Clerk) -> None:
    asked = {
        "traded_from=2025-04-01&traded_to=2025-04-01": 2,
        "traded_to=2025-03-31": 0,
        "amount_from=1200000&amount_to=120万円": 1,
        "amount_from=1200001": 0,
        "counterparty=㈱青葉": 2,
        "counterparty=青葉&amount_from=1": 1,
        "counterparty=みどり商店&traded_from=2026/3/31": 1,
        "traded_from=R7.4.1&amount_to=1": 0,
        "lacking=amount": 2,
        "kept_as=scan": 1,
        "kept_as=paper": 0,
    }
    for query, count in asked.items():
        text = inspector.opens(f"{RECORDS}?{query}").text
        assert (f"全{count}件" if count else "条件に合う記録はありません") in text, query


def test_what_cannot_be_read_is_told_beside_its_field_and_kept(inspector: Clerk) -> None:
    answer = inspector.opens(f"{RECORDS}?traded_from=きのう&counterparty=青葉")
    assert answer.status_code == 422
    assert "日付を読み取れません。" in inspector.text
    assert 'value="きのう"' in inspector.text
    assert 'value="青葉"' in inspector.text


@pytest.mark.shows("NX-07")
def test_all_hits_leave_in_one_act_without_what_the_company_keeps_to_itself(
    house: House, inspector: Clerk, shelf: Shelf
) -> None:
    house.changes(shelf.first.contract, memo="社内だけの話")
    zipped = unpacked(inspector.client.post(f"{RECORDS}/records.zip?counterparty=青葉", buffered=True))
    assert {row["文書ID"] for row in zipped.rows} == {shelf.first.contract, shelf.bare.contract}
    assert all("メモ" not in row for row in zipped.rows)
    assert not any("社内だけの話".encode() in data for data in zipped.files.values())
    assert "○○税務署 税務 太郎" in zipped.readme
    assert inspector.client.post(f"{RECORDS}/records.zip?counterparty=none").status_code == 404


@pytest.mark.shows("NX-07")
def test_every_look_is_told_to_the_company(house: House, inspector: Clerk, shelf: Shelf) -> None:
    record = f"{RECORDS}/records/{shelf.first.contract}"
    inspector.opens(record)
    inspector.client.get(f"{record}/document.pdf", buffered=True)
    with house.office.opened.database.reading() as session:
        query = select(AuditEvent).where(AuditEvent.code.like("tax_visit_%")).order_by(AuditEvent.sequence)
        rows = session.scalars(query).all()
        told = [(row.code, json.loads(row.facts)) for row in rows]
    assert [code for code, _ in told] == [
        "tax_visit_given",
        "tax_visit_signed_in",
        "tax_visit_listed",
        "tax_visit_viewed",
        "tax_visit_downloaded",
    ]
    assert {facts["visitor"] for _, facts in told} == {"○○税務署 税務 太郎"}
    assert len(told[-1][1]["sha256"]) == 64


@pytest.mark.shows("NX-07")
def test_it_dies_on_time_and_at_once_when_it_is_ended(
    house: House, administrator: Clerk, account: Handed, inspector: Clerk
) -> None:
    now = visit(house)
    changes(house, until=now.until - timedelta(days=30))
    assert inspector.client.get(RECORDS).location == "/tax-visit/sign-in"
    assert enters(house, account).at.status_code == 422  # type: ignore[union-attr]  # it has just been sent
    changes(house, until=now.until)
    assert inspector.client.get(RECORDS).status_code == 200
    path = f"{GIVING}/{now.public_id}/revocation"
    administrator.opens(path)
    administrator.sends(path)
    assert "終了しました" in administrator.text
    assert inspector.client.get(RECORDS).location == "/tax-visit/sign-in"
    assert enters(house, account).path == "/tax-visit/sign-in"


def test_a_new_password_ends_the_one_before_and_its_sessions(
    house: House, administrator: Clerk, account: Handed, inspector: Clerk
) -> None:
    administrator.opens(GIVING)
    administrator.sends(f"{GIVING}/{visit(house).public_id}/password")
    again = handed(administrator.text)
    assert again.login == account.login
    assert again.password != account.password
    assert inspector.client.get(RECORDS).status_code == 302
    assert enters(house, account).path == "/tax-visit/sign-in"
    assert enters(house, again).path == RECORDS


def test_a_form_sent_twice_gives_once_and_shows_no_password_again(house: House, administrator: Clerk) -> None:
    administrator.opens(f"{GIVING}/new")
    key = administrator.fields(GIVING)["key"]
    assert "パスワード" in offers(administrator, key=key)
    offers(administrator, key=key)
    assert administrator.at is not None
    assert administrator.at.location == GIVING
    visit(house)


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"visitor": " "}, "調査を行う方を入力してください。"),
        ({"kept_as": []}, "保存区分を選んでください。"),
        ({"until": "2020/1/1"}, "今日からあとの日付を入力してください。"),
        ({"until": "2099/1/1"}, "までの日付を入力してください。"),
        ({"until": "いつか"}, "日付を読み取れません。"),
        ({"confirmed": ""}, "範囲と期限を確かめて、印を付けてください。"),
        ({"confidential": "y"}, "親展書類管理者だけです。"),
    ],
)
def test_what_is_missing_or_too_much_is_told_and_nothing_is_given(
    house: House, administrator: Clerk, typed: dict[str, object], told: str
) -> None:
    text = offers(administrator, **typed)
    assert told in text
    with house.office.opened.database.reading() as session:
        assert session.scalars(select(TaxVisit)).all() == []


def test_confidential_is_shown_only_where_somebody_who_reads_it_said_so(
    house: House, administrator: Clerk, shelf: Shelf
) -> None:
    with house.office.opened.database.writing() as session:
        user = session.scalars(select(User).where(User.mail == ADMINISTRATOR)).one()
        session.add(
            UserRight(
                organization_id=user.organization_id, user_id=user.id, right=Right.READ_CONFIDENTIAL.value
            )
        )
    inspector = enters(house, handed(offers(administrator, confidential="y")))
    assert "役員報酬の覚書" in inspector.text
    assert inspector.client.get(f"{RECORDS}/records/{shelf.secret.contract}").status_code == 200
    with house.office.opened.database.reading() as session:
        [row] = session.scalars(select(AuditEvent).where(AuditEvent.code == "tax_visit_given")).all()
    assert json.loads(row.facts)["confidential"] == 1


@pytest.mark.usefixtures("shelf")
def test_who_does_not_read_confidential_is_handed_no_password_to_it(
    house: House, administrator: Clerk
) -> None:
    """A new password would let them sign in as the inspector (MK-79)."""
    with house.office.opened.database.writing() as session:
        user = session.scalars(select(User).where(User.mail == ADMINISTRATOR)).one()
        right = UserRight(
            organization_id=user.organization_id, user_id=user.id, right=Right.READ_CONFIDENTIAL.value
        )
        session.add(right)
    account = handed(offers(administrator, confidential="y"))
    with house.office.opened.database.writing() as session:
        session.delete(session.merge(right))
    administrator.opens(GIVING)
    administrator.sends(f"{GIVING}/{visit(house).public_id}/password")
    assert "親展書類管理者だけです。" in administrator.text
    assert "役員報酬の覚書" in enters(house, account).text, "the password before stays as it was"


def test_nobody_but_an_administrator_gives_a_visit(auditor: Clerk, legal: Clerk) -> None:
    for clerk in (auditor, legal):
        assert clerk.client.get(GIVING).status_code == 404
        assert clerk.client.post(GIVING, data={}).status_code == 404


def test_guessing_is_stopped_after_ten_tries(house: House, account: Handed) -> None:
    changes(house, failed_logins=9)
    enters(house, Handed(account.login, "falsch"))
    assert enters(house, account).path == "/tax-visit/sign-in"


def test_the_rule_and_the_query_show_the_same(house: House, shelf: Shelf) -> None:
    days = [
        None,
        *(date.fromisoformat(day) for day in ("2025-03-31", "2025-04-01", "2026-03-31", "2026-04-01")),
    ]
    for day, kept_as, confidential in product(days, KeptAs, (False, True)):
        house.changes(shelf.first.contract, traded_on=day, kept_as=kept_as.value, confidential=confidential)
        for includes in (False, True):
            kinds = frozenset({KeptAs.ELECTRONIC, KeptAs.PAPER})
            shown = Shown(date(2025, 4, 1), date(2026, 3, 31), kinds, includes)
            record = Record(day, kept_as, confidential=confidential)
            assert _is_found(house, shelf, shown) is shows(shown, record), (record, includes)


def _is_found(house: House, shelf: Shelf, shown: Shown) -> bool:
    given = TaxVisit(
        organization_id=house.office.organization.id,
        first_day=shown.first_day,
        last_day=shown.last_day,
        kept_as=" ".join(shown.kept_as),
        confidential=shown.confidential,
    )
    query = select(Contract.id).where(*shown_by(given), Contract.public_id == shelf.first.contract)
    with house.office.opened.database.reading() as session:
        return session.scalars(query).first() is not None
