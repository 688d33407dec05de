import csv
import hashlib
from datetime import datetime
from io import StringIO

import pytest
from sqlalchemy import select, update

from database.audit import AuditEvent
from database.contract import Contract
from tests.counterparty.office import Office, Sent
from tests.desk.cases import concluded
from tests.desk.site import Clerk


def told(office: Office, code: str) -> list[AuditEvent]:
    with office.opened.database.reading() as session:
        return list(session.scalars(select(AuditEvent).where(AuditEvent.code == code)))


def read_csv(data: bytes, encoding: str = "utf-8-sig") -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(data.decode(encoding), newline="")))


def conclude_on(office: Office, sent: Sent, instant: str) -> None:
    """Move the conclusion; the page reads this column."""
    with office.opened.database.writing() as session:
        at = datetime.fromisoformat(instant)
        session.execute(update(Contract).where(Contract.public_id == sent.contract).values(concluded_at=at))


def test_before_anything_is_concluded_the_list_says_what_will_stand_there(auditor: Clerk) -> None:
    auditor.opens("/certificates")
    assert "合意証明書はまだありません" in auditor.text


def test_each_certificate_stands_with_its_id_level_and_three_files(
    auditor: Clerk, office: Office, lease: Sent
) -> None:
    auditor.opens("/certificates")
    assert "全1件" in auditor.text
    for words in ("建物賃貸借契約書（更新）", "佐藤 一郎", "WRF-", "B-T", office.contract(lease).number):
        assert str(words) in auditor.text
    digests = set()
    for file in ("certificate.pdf", "certificate/party.pdf", "signed.pdf"):
        answer = auditor.client.get(f"/contracts/{lease.contract}/{file}")
        assert (answer.status_code, answer.data[:5]) == (200, b"%PDF-")
        digests.add(hashlib.sha256(answer.data).hexdigest())
    rows = told(office, "downloaded")
    assert len(digests) == len(rows) == 3
    assert all(any(digest in row.facts for row in rows) for digest in digests)
    assert all('"address":"127.0.0.1"' in row.facts for row in rows)


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ({"from": "令和8年4月1日"}, {"四月", "三月末日の夜"}),
        ({"to": "2026/3/31"}, {"三月"}),
        ({"from": "20260401", "to": "R8.4.1"}, {"三月末日の夜"}),
        ({"q": "三月 佐藤"}, {"三月", "三月末日の夜"}),
        ({"q": "%"}, set()),
    ],
)
def test_days_in_japan_and_words_narrow_the_list(
    auditor: Clerk, office: Office, query: dict[str, str], titles: set[str]
) -> None:
    moments = {
        "三月": "2026-03-31T14:59:59+00:00",
        "三月末日の夜": "2026-03-31T15:00:00+00:00",
        "四月": "2026-04-20T01:00:00+00:00",
    }
    for title, instant in moments.items():
        sent = office.sent(title=title)
        concluded(office, sent)
        conclude_on(office, sent, instant)
    auditor.at = auditor.client.get("/certificates", query_string=query)
    assert f"全{len(titles)}件" in auditor.text
    assert {
        row["文書名"] for row in read_csv(auditor.client.get("/certificates.csv", query_string=query).data)
    } == titles


def test_a_certificate_id_finds_its_contract(auditor: Clerk, lease: Sent, odd: Sent) -> None:
    rows = read_csv(auditor.client.get("/certificates.csv").data)
    assert len(rows) == 2
    wanted = rows[0]["合意証明書ID"]
    auditor.at = auditor.client.get("/certificates", query_string={"q": wanted})
    assert "全1件" in auditor.text
    assert rows[0]["契約ID"] in {lease.contract, odd.contract}


@pytest.mark.shows("UX-23")
def test_the_list_is_paged_and_its_csv_is_whole(auditor: Clerk, office: Office) -> None:
    for number in range(21):
        concluded(office, office.sent(title=f"契約{number:02d}"))
    auditor.opens("/certificates")
    assert auditor.text.count('<th scope="row">') == 20
    assert "全21件" in auditor.text
    auditor.opens("/certificates?page=2")
    assert auditor.text.count('<th scope="row">') == 1
    assert len(read_csv(auditor.client.get("/certificates.csv?page=2").data)) == 21


@pytest.mark.parametrize(
    "query", [{"from": "2026/13/1"}, {"to": "昨日"}, {"from": "2026/2/1", "to": "2026/1/31"}]
)
def test_what_is_no_day_is_said_beside_its_field_and_kept(auditor: Clerk, query: dict[str, str]) -> None:
    auditor.at = auditor.client.get("/certificates", query_string=query)
    assert auditor.at.status_code == 422
    assert 'aria-invalid="true"' in auditor.text
    assert all(f'value="{typed}"' in auditor.text for typed in query.values())
    assert auditor.client.get("/certificates.csv", query_string=query).status_code == 422


@pytest.mark.shows("UX-19", "T33", "MK-90")
def test_the_csv_opens_in_a_spreadsheet_as_text_and_holds_the_digest_of_each_file(
    auditor: Clerk, office: Office, odd: Sent
) -> None:
    answer = auditor.client.get("/certificates.csv")
    assert answer.data.startswith(b"\xef\xbb\xbf")
    assert "filename*=UTF-8''" in answer.headers["Content-Disposition"]
    (row,) = read_csv(answer.data)
    assert (row["文書名"], row["相手方"]) == ("'0012", '\'=HYPERLINK("𠮷")')
    assert row["締結日時"].endswith("+09:00")
    for column, file in (
        ("社内控のSHA-256", "certificate.pdf"),
        ("相手方控のSHA-256", "certificate/party.pdf"),
        ("締結済みPDFのSHA-256", "signed.pdf"),
    ):
        data = auditor.client.get(f"/contracts/{odd.contract}/{file}").data
        assert row[column] == hashlib.sha256(data).hexdigest()
    (exported,) = told(office, "certificates_exported")
    assert '"rows":1' in exported.facts


@pytest.mark.shows("UX-19")
@pytest.mark.usefixtures("lease")
def test_cp932_names_what_it_cannot_spell_before_anything_is_lost(auditor: Clerk, office: Office) -> None:
    plain = auditor.client.get("/certificates.csv?encoding=cp932")
    assert read_csv(plain.data, "cp932")[0]["相手方"] == "佐藤 一郎"
    sent = office.sent(title="髙島𠮷邸〜改修−契約")
    concluded(office, sent)
    before = len(told(office, "certificates_exported"))
    auditor.at = auditor.client.get("/certificates.csv?encoding=cp932")
    assert auditor.at.status_code == 409
    assert "𠮷" in auditor.text
    assert "髙" not in auditor.text
    assert len(told(office, "certificates_exported")) == before
    replaced = auditor.client.get("/certificates.csv?encoding=cp932&replace=yes")
    assert {row["文書名"] for row in read_csv(replaced.data, "cp932")} == {
        "建物賃貸借契約書（更新）",
        "髙島〓邸～改修－契約",
    }
    assert auditor.client.get("/certificates.csv?encoding=utf-7").status_code == 404
