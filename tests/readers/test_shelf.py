"""書類の一覧: the reader's own papers, notes, search and downloads."""

import hashlib
from datetime import date, datetime, timedelta
from urllib.parse import quote

import pytest
from flask import Flask

from database.contract import Contract
from database.evidence import Certificate
from database.people import User
from database.queries import reader_shelf
from database.queries.preferences import set_preference
from database.record import ContractEvent
from tests.counterparty.office import Office, Sent
from tests.counterparty.planning import Plan
from tests.desk.site import Clerk
from tests.readers.walking import PAPERS, concludes, paper_path, registers, retitle, shelf, told
from webapp.texts.dates import instant

TITLES = ("業務委託契約書", "秘密保持契約書", "建物賃貸借契約書")


@pytest.fixture
def papers(office: Office) -> list[Sent]:
    return [concludes(office, title) for title in TITLES]


@pytest.fixture
def reader(papers: list[Sent], browser_of_reader: Clerk, office: Office) -> Clerk:
    assert papers
    registers(browser_of_reader, office)
    return browser_of_reader


@pytest.fixture
def paper(office: Office) -> Sent:
    return concludes(office, TITLES[0])


@pytest.fixture
def owner(paper: Sent, browser_of_reader: Clerk, office: Office) -> Clerk:
    """Who keeps one paper."""
    assert paper.parties
    registers(browser_of_reader, office)
    return browser_of_reader


@pytest.mark.shows("AD-14")
def test_the_instant_shown_is_that_of_the_last_agreement_and_not_of_the_conclusion(
    owner: Clerk, office: Office, paper: Sent
) -> None:
    with office.opened.database.writing() as session:
        event = session.query(ContractEvent).filter_by(kind="agreement_recorded").one()
        contract = session.query(Contract).filter_by(public_id=paper.contract).one()
        contract.concluded_at = datetime.fromisoformat(event.at) + timedelta(hours=5)
    shown = owner.opens(paper_path(office, paper)).text.partition("<dt>合意成立日時</dt>")[2]
    assert instant(datetime.fromisoformat(event.at)) in shown.partition("</dd>")[0]


def notes(reader: Clerk, path: str, **typed: str) -> None:
    reader.opens(path)
    reader.sends(path, **typed)


def listed(reader: Clerk, **query: str) -> list[str]:
    """Return the titles that the list shows, in its order."""
    address = "&".join(f"{name}={quote(value)}" for name, value in query.items())
    shown = reader.opens(f"{PAPERS}?{address}").text
    return sorted((title for title in TITLES if title in shown), key=shown.index)


@pytest.mark.shows("GM-24")
def test_own_items_are_kept_and_found_by_their_spans(
    reader: Clerk, office: Office, papers: list[Sent]
) -> None:
    first, second = (paper_path(office, sent) for sent in papers[:2])
    notes(
        reader,
        first,
        ends_on="令和8年3月31日",
        amount="１，２００，０００円",
        agreed_on="2025/4/1",
        note="更新あり",
    )
    assert "メモを保存しました。" in reader.text
    assert reader.fields(first)["amount"] == "1,200,000"
    notes(reader, second, ends_on="20270331", amount="300000")
    kept = next(row for row in shelf(office) if row.note)
    assert (kept.ends_on, kept.amount, kept.agreed_on) == (date(2026, 3, 31), 1_200_000, date(2025, 4, 1))
    assert listed(reader, ends_from="2026/4/1") == ["秘密保持契約書"]
    assert listed(reader, ends_from="2026/3/31", ends_to="2026/3/31") == ["業務委託契約書"]
    assert listed(reader, amount_from="１，０００，０００") == ["業務委託契約書"]
    assert listed(reader, amount_to="300,000") == ["秘密保持契約書"]
    assert listed(reader, order="ends")[:2] == ["業務委託契約書", "秘密保持契約書"]
    assert listed(reader, order="amount")[:2] == ["業務委託契約書", "秘密保持契約書"]


@pytest.mark.shows("CL-46")
def test_titles_senders_and_own_memos_are_found_in_every_width(
    reader: Clerk, office: Office, papers: list[Sent]
) -> None:
    notes(reader, paper_path(office, papers[2]), note="Ｂ棟３０２号室")
    assert listed(reader, q="秘密保持") == ["秘密保持契約書"]
    assert listed(reader, q="b棟302") == ["建物賃貸借契約書"]
    assert len(listed(reader, q="㈱サンプル不動産")) == 3
    assert listed(reader, q="契約書 -秘密 委託") == ["業務委託契約書"]
    assert listed(reader, q="売買") == []
    assert "条件に合う書類はありません" in reader.text


def test_what_cannot_be_read_is_told_beside_its_field(owner: Clerk, office: Office, paper: Sent) -> None:
    for query, words in (
        ("ends_from=someday", "日付を読み取れません。"),
        ("amount_to=much", "金額を読み取れません。"),
        ("amount_from=10&amount_to=5", "「この金額から」より小さい金額です。"),
    ):
        assert owner.opens(f"{PAPERS}?{query}").status_code == 422
        assert words in owner.text
    path = paper_path(office, paper)
    notes(owner, path, ends_on="平成40年1月1日", amount="たくさん", note="残る")
    assert "日付を「2026/4/1」や「令和8年4月1日」のように入力してください。" in owner.text
    assert owner.fields(path)["note"] == "残る"
    assert all(row.note == "" for row in shelf(office))


def test_the_sender_is_told_nothing_of_the_notes(owner: Clerk, office: Office, paper: Sent) -> None:
    before = told(office)
    notes(owner, paper_path(office, paper), note="こちらの控え", amount="77777")
    assert told(office) == before


@pytest.mark.shows("GM-20", "LW-47")
def test_the_signed_pdf_and_the_partys_certificate_are_downloaded_and_audited(
    owner: Clerk, office: Office, paper: Sent
) -> None:
    path = paper_path(office, paper)
    assert "契約書ダウンロード" in owner.opens(path).text
    answer = owner.client.get(f"{path}/contract.pdf")
    assert answer.data == office.newest_bytes(paper)
    assert quote("業務委託契約書") in answer.headers["Content-Disposition"]
    given = hashlib.sha256(owner.client.get(f"{path}/certificate.pdf").data).hexdigest()
    with office.opened.database.reading() as session:
        rows = session.query(Certificate).filter_by(audience="party")
        assert given in {row.digest for row in rows}
    assert told(office).count("document_downloaded") == 2
    assert owner.client.get(f"{path}/contracts.zip").data[:2] == b"PK"


@pytest.mark.shows("CF-06")
def test_where_the_certificate_is_for_the_sender_alone_no_account_gets_it(
    owner: Clerk, office: Office, paper: Sent
) -> None:
    path = paper_path(office, paper)
    with office.opened.database.writing() as session:
        set_preference(session, session.get_one(User, office.owner.id), "certificate_access", "sender")
    assert "合意証明書ダウンロード" not in owner.opens(path).text
    assert owner.client.get(f"{path}/certificate.pdf").status_code == 404


@pytest.mark.shows("T03")
def test_nothing_of_another_reader_opens(
    site: Flask, reader: Clerk, office: Office, papers: list[Sent]
) -> None:
    mine = paper_path(office, papers[0])
    concludes(office, "他社の契約書", Plan(imprint=False, mail="other@example.com"))
    assert "他社の契約書" not in reader.opens(PAPERS).text
    other = Clerk(site)
    registers(other, office, "other@example.com")
    assert "他社の契約書" in other.text
    assert not any(title in other.text for title in TITLES)
    for path in (mine, f"{mine}/contract.pdf", f"{mine}/contracts.zip", f"{mine}/certificate.pdf"):
        assert other.client.get(path).status_code == 404
        assert Clerk(site).client.get(path).status_code == 302


def test_the_page_of_a_paper_escapes_what_the_sender_wrote(owner: Clerk, office: Office, paper: Sent) -> None:
    retitle(office, paper, "<script>alert(1)</script>")
    for path in (PAPERS, paper_path(office, paper)):
        answer = owner.opens(path)
        assert "&lt;script&gt;alert(1)" in answer.text


def test_more_than_a_page_is_turned_over_and_keeps_what_was_sought(
    reader: Clerk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reader_shelf, "PAGE_SIZE", 2)
    first = listed(reader, q="契約書", order="title")
    assert "1／2ページ" in reader.text
    rest = listed(reader, q="契約書", order="title", page="2")
    assert "2／2ページ" in reader.text
    assert (len(first), len(rest), {*first, *rest}) == (2, 1, {*TITLES})
    assert "このページに書類はありません" in reader.opens(f"{PAPERS}?page=9").text
