"""The mail of the conclusion, and the papers as their holder files them (M-09, M-10, NX-06)."""

import codecs
import csv
from datetime import timedelta
from io import StringIO
from urllib.parse import unquote

import pytest

from contracts.letters import LinkPurpose
from contracts.reasons import JST
from database.contract import Contract
from database.delivery import PartyLink
from database.engine import now_of
from database.party import Party
from database.post_desk import PostDesk
from tests.counterparty.office import Office, Sent
from tests.counterparty.planning import Plan
from tests.counterparty.site import Visitor
from tests.sms.delivering import due, mails, posted, words
from tests.sms.test_channels import prefers
from webapp.texts.dates import prose_date

TITLE = "業務委託契約書"


def agreed_and_concluded(office: Office, visitor: Visitor) -> Sent:
    """Conclude a contract over 1,200,000 yen with one party; its mails are still to be sent."""
    sent = office.sent(Plan(imprint=False), title=TITLE)
    with office.opened.database.writing() as session:
        row = session.get_one(Contract, office.contract(sent).id)
        row.amount, row.amount_state = 1_200_000, "stated"
    visitor.enters(office.link(sent.parties[0]))
    visitor.sends("/c/contract/reading")
    visitor.sends("/c/agreement/confirmation")
    visitor.sends("/c/agreement")
    office.seal(sent, sent.parties[0])
    office.conclude(sent)
    return sent


def concluded(office: Office, visitor: Visitor) -> Sent:
    sent = agreed_and_concluded(office, visitor)
    posted(office)
    return sent


@pytest.mark.shows("CL-16", "CS-28", "CS-29")
def test_the_mail_of_the_conclusion_carries_contract_and_certificate(
    office: Office, visitor: Visitor
) -> None:
    sent = concluded(office, visitor)
    mail = mails(office, "concluded")[-1]
    assert mail["Subject"] == f"【締結完了】「{TITLE}」（株式会社サンプル不動産）"
    paper, certificate = mail.iter_attachments()
    day = office.contract(sent).concluded_at
    assert day is not None
    name = f"{day + timedelta(hours=9):%Y%m%d}_株式会社サンプル不動産_1200000円_{TITLE}"
    assert paper.get_filename() == f"{name}.pdf"
    assert paper.get_content() == office.newest_bytes(sent)
    assert certificate.get_filename() == f"{name}（合意証明書）.pdf"
    for part in (
        "書類を確認する",
        "ダウンロード",
        "有効期限はありません",
        "メールを削除すると",
        "添付しています",
    ):
        assert part in words(mail)


@pytest.mark.shows("CF-11")
def test_nothing_is_attached_that_is_too_large_unwanted_or_kept_by_a_code(
    office: Office, visitor: Visitor
) -> None:
    sent = agreed_and_concluded(office, visitor)
    assert enclosed(office, 2)
    prefers(office, attaches_signed_pdf=False)
    assert enclosed(office, 1)
    prefers(office, attaches_signed_pdf=True, largest_attachment_mb=0)
    assert enclosed(office, 0)
    prefers(office, largest_attachment_mb=10)
    with office.opened.database.writing() as session:
        session.get_one(Party, sent.parties[0].id).access_code_hash = "set"
    assert enclosed(office, 0)
    prefers(office, attaches_despite_code=True)
    assert enclosed(office, 2)


def enclosed(office: Office, count: int) -> bool:
    desk = PostDesk(office.opened.database, "http://127.0.0.1:8080")
    letters = [letter for request in due(office) for letter in desk.letters(request)]
    (letter,) = (letter for letter in letters if letter.template == "concluded" and letter.party)
    return len(letter.enclosures) == count and letter.facts["is_attached"] == bool(count)


@pytest.mark.shows("GM-17", "CF-01")
def test_where_links_to_papers_end_the_mail_says_when_and_then_the_page_says_what_to_do(
    office: Office, visitor: Visitor
) -> None:
    prefers(office, completed_link_days=14)
    sent = concluded(office, visitor)
    mail = mails(office, "concluded")[-1]
    url = next(word for word in words(mail).split() if "/c/l/" in word)
    path = url.removeprefix(office.opened.settings.base_url)
    assert "有効期限は" in words(mail)
    reader = Visitor(visitor.site)
    reader.enters(path.rpartition("/")[2])
    assert "まで開けます" in reader.text
    with office.opened.database.writing() as session:
        link = session.query(PartyLink).filter_by(purpose=LinkPurpose.CONCLUDED).one()
        concluded_at = office.contract(sent).concluded_at
        assert concluded_at is not None
        assert link.expires_at is not None
        last_day = (link.expires_at - timedelta(seconds=1)).astimezone(JST).date()
        assert last_day == concluded_at.astimezone(JST).date() + timedelta(days=14)
        assert reader.text.count(prose_date(last_day)) == words(mail).count(prose_date(last_day)) == 1
        link.expires_at = now_of(session)
    late = Visitor(visitor.site)
    assert late.opens(path).status_code == 410
    assert "リンクの再発行を送信者にご依頼ください" in late.text


@pytest.mark.shows("NX-06")
def test_the_papers_come_with_the_row_by_which_books_find_them(office: Office, visitor: Visitor) -> None:
    sent = concluded(office, visitor)
    reader = Visitor(visitor.site)
    reader.enters(office.link(sent.parties[0], LinkPurpose.CONCLUDED, issue=2))
    answer = reader.client.get("/c/concluded/index.csv")
    assert answer.data.startswith(codecs.BOM_UTF8)
    rows = list(csv.DictReader(StringIO(answer.data.decode("utf-8-sig"))))
    named = [reader.client.get(f"/c/concluded/{name}.pdf") for name in ("contract", "certificate")]
    for row, file in zip(rows, named, strict=True):
        assert (row["取引先"], row["取引金額"], row["通貨"]) == ("株式会社サンプル不動産", "1200000", "JPY")
        assert row["ファイル名"] in unquote(file.headers["Content-Disposition"])
    assert rows[0]["書類名"] == TITLE
    assert rows[0]["ファイル名"].endswith(f"_株式会社サンプル不動産_1200000円_{TITLE}.pdf")


def test_a_party_that_only_reads_is_told_that_nothing_is_left_to_do(office: Office, visitor: Visitor) -> None:
    sent = agreed_and_concluded(office, visitor)
    with office.opened.database.writing() as session:
        session.get_one(Party, sent.parties[0].id).signs = False
    posted(office)
    assert "閲覧用にお送りしています" in words(mails(office, "concluded")[-1])
