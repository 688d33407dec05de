import csv
import json
import re
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path

import pytest
from sqlalchemy import select, text

from contracts.anchoring import Anchor, Head, Stamped
from database.anchor_desk import AnchorDesk
from database.audit import AuditEvent, Told, append_audit
from database.engine import now_of
from tests.counterparty.office import Office, Sent
from tests.desk.site import Clerk
from webapp.texts.audit import knows

UNGUARDED = {
    "sqlite": "DROP TRIGGER audit_event_no_update",
    "postgresql": "ALTER TABLE audit_event DISABLE TRIGGER audit_event_append_only",
}


def rows_of(office: Office) -> list[AuditEvent]:
    with office.opened.database.reading() as session:
        return list(session.scalars(select(AuditEvent).order_by(AuditEvent.sequence)))


def change(office: Office, sequence: int) -> None:
    """Change a row as somebody with the database's own password could: by dropping its guard."""
    with office.opened.database.writing() as session:
        session.execute(text(UNGUARDED[session.get_bind().dialect.name]))
        session.execute(text("UPDATE audit_event SET actor = 'nobody' WHERE sequence = :n"), {"n": sequence})


@pytest.mark.shows("GM-34")
def test_views_and_downloads_stand_with_who_when_where_and_what(auditor: Clerk, lease: Sent) -> None:
    auditor.opens(f"/contracts/{lease.contract}")
    auditor.client.get(f"/contracts/{lease.contract}/signed.pdf")
    auditor.opens("/audit")
    first, second = auditor.text.split('<th scope="row"')[1:3]
    for row, words in (
        (second, "契約を表示しました"),
        (first, "ファイルをダウンロードしました（締結済みPDF）"),
    ):
        assert words in row
        assert "法務 花子" in row
        assert "建物賃貸借契約書（更新）" in row
        assert f'href="/contracts/{lease.contract}"' in row
        assert "127.0.0.1" in row
        assert "+09:00" in row


@pytest.mark.usefixtures("lease")
def test_what_the_engine_wrote_is_told_under_the_name_of_who_acted(auditor: Clerk) -> None:
    auditor.at = auditor.client.get("/audit?kind=contracts&size=50")
    agreed = next(row for row in auditor.text.split('<th scope="row"') if "同意しました（締結を確定）" in row)
    assert "佐藤 一郎" in agreed
    sealed = next(row for row in auditor.text.split('<th scope="row"') if "合意証明書を発行しました" in row)
    assert "システム" in sealed
    assert "ログインしました" not in auditor.text


def test_person_kind_day_and_number_narrow_the_log(auditor: Clerk, office: Office, lease: Sent) -> None:
    def codes(**query: str) -> set[str]:
        document = auditor.client.get("/audit.json", query_string=query).get_json()
        return {event["hashed"]["code"] for event in document["events"]}

    assert codes(person="佐藤") == {"terms_accepted", "agreement_recorded"}
    assert codes(person="yamada@") == {"contract_submitted"}
    assert codes(person="だれでもない") == set()
    assert codes(kind="accounts") == {"signed_in"}
    assert "certificates_issued" in codes(number=str(office.contract(lease).number))
    assert "signed_in" not in codes(number=str(office.contract(lease).number))
    assert codes(number="無い番号") == set()
    assert codes(to="2020/1/1") == set()
    assert "signed_in" in codes(**{"from": "令和2年1月1日"})


def test_the_log_is_turned_page_by_page_without_a_gap(auditor: Clerk, office: Office) -> None:
    with office.opened.database.writing() as session:
        for number in range(45):
            append_audit(
                session, office.organization.id, Told("signed_out", "", str(number), {}), now_of(session)
            )
    total = len(rows_of(office))

    def numbers(path: str) -> list[int]:
        auditor.opens(path)
        return [int(part.split("<")[0]) for part in auditor.text.split("記録番号 ")[1:]]

    newest = numbers("/audit")
    assert newest == list(range(total, total - 20, -1))
    assert f"記録の総数 {total}件" in auditor.text
    assert "新しい記録へ" not in auditor.text
    second = numbers(f"/audit?before={newest[-1]}")
    third = numbers(f"/audit?before={second[-1]}")
    assert newest + second + third == list(range(total, 0, -1))
    assert "古い記録へ" not in auditor.text
    assert numbers(f"/audit?after={third[0]}") == second


@pytest.mark.shows("MK-83")
@pytest.mark.usefixtures("lease")
def test_the_export_equals_the_database_and_is_told_itself(auditor: Clerk, office: Office) -> None:
    before = rows_of(office)
    document = auditor.client.get("/audit.json").get_json()
    kept = [
        (row.sequence, row.at, row.code, row.actor, row.subject, row.facts, row.previous, row.digest)
        for row in before
    ]
    names = ("sequence", "at", "code", "actor", "subject", "facts", "previous")
    assert [(*(one["hashed"][name] for name in names), one["digest"]) for one in document["events"]] == kept
    assert document["through"] == {"sequence": before[-1].sequence, "digest": before[-1].digest}
    table = list(
        csv.DictReader(StringIO(auditor.client.get("/audit.csv").data.decode("utf-8-sig"), newline=""))
    )
    assert [row["この記録のSHA-256"] for row in table] == [row.digest for row in rows_of(office)[:-1]]
    assert [json.loads(row["事実（JSON）"]) for row in table[: len(before)]] == [
        json.loads(row.facts) for row in before
    ]
    assert [row.code for row in rows_of(office)[-2:]] == ["audit_exported", "audit_exported"]


@pytest.mark.usefixtures("lease")
def test_the_chain_of_the_export_is_recomputed_by_plain_python(auditor: Clerk) -> None:
    """The recipe of docs/evidence-export.md, as it stands there."""
    document = json.loads(auditor.client.get("/audit.json").data)
    assert recomputed(document) == document["through"]["digest"]
    document["events"][3]["hashed"]["actor"] = "somebody else"
    with pytest.raises(AssertionError):
        recomputed(document)


def recomputed(document: dict) -> str:  # type: ignore[type-arg]  # plain JSON
    recipe = (Path(__file__).parents[2] / "docs" / "evidence-export.md").read_text("utf-8")
    code = recipe.split("```python\n")[1].split("```")[0]
    assert len(code.splitlines()) <= 15
    given: dict[str, object] = {"document": document}
    exec(code, given)  # noqa: S102 -- the documented recipe itself
    return str(given["previous"])


@pytest.mark.shows("T73")
@pytest.mark.usefixtures("lease")
def test_a_changed_row_is_named_by_the_check(auditor: Clerk, office: Office) -> None:
    auditor.opens("/audit")
    text_before = auditor.sends("/audit/verification").text
    assert "監査ログに異常なし" in text_before
    change(office, 3)
    auditor.opens("/audit")
    assert "監査ログの3番の記録が変更されています" in auditor.sends("/audit/verification").text
    checks = [json.loads(row.facts) for row in rows_of(office) if row.code == "audit_verified"]
    assert [one["broken"] for one in checks] == [0, 3]


def test_a_long_log_is_checked_piece_by_piece_and_says_how_far(
    auditor: Clerk, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("database.queries.log_chain.READ_AT_ONCE", 5)
    monkeypatch.setattr("webapp.compliance.audit_verification.AT_A_TIME_SECONDS", 0.0)
    with office.opened.database.writing() as session:
        for number in range(8):
            append_audit(
                session, office.organization.id, Told("signed_out", "", str(number), {}), now_of(session)
            )
    auditor.opens("/audit")
    auditor.sends("/audit/verification")
    assert "5番まで異常なし。続きを検証してください。" in auditor.text
    assert f"{len(rows_of(office))}件中 5件を検証しました" in auditor.text
    change(office, 7)
    assert "監査ログの7番の記録が変更されています" in auditor.sends("/audit/verification", after="5").text
    checks = [json.loads(row.facts) for row in rows_of(office) if row.code == "audit_verified"]
    assert [(one["after"], one["through"], one["broken"]) for one in checks] == [(0, 5, 0), (5, 6, 7)]


@pytest.mark.usefixtures("lease")
def test_the_page_says_how_far_the_last_timestamp_reaches(auditor: Clerk, office: Office) -> None:
    auditor.opens("/audit")
    assert "最後の外部タイムスタンプ: まだありません" in auditor.text
    stamped = Stamped(b"token", "", now_long_ago(), "TSA of a test", "2f", "1.2.3", accredited=False)
    head = rows_of(office)[-1]
    heads = (Head(office.organization.public_id, head.sequence, head.digest),)
    anchor = Anchor(1, "", heads, stamped.token, "", accredited=False)
    AnchorDesk(office.opened.database).keep(anchor, stamped)
    auditor.opens("/audit")
    assert f"{head.sequence}番までの記録" in auditor.text
    assert "認定タイムスタンプではありません（TSA of a test）" in auditor.text
    assert "監査ログに異常なし" in auditor.sends("/audit/verification").text
    with office.opened.database.writing() as session:
        session.execute(
            text(UNGUARDED[session.get_bind().dialect.name].replace("audit_event", "anchored_head"))
        )
        session.execute(text("UPDATE anchored_head SET digest = :other"), {"other": "ab" * 32})
    assert "タイムスタンプを付与した時点と一致しません" in auditor.sends("/audit/verification").text


def now_long_ago() -> datetime:
    return datetime(2026, 1, 1, tzinfo=UTC)


WRITTEN = re.compile(
    r'(?:Told|tell_export)\(\s*"([a-z_]+)"|tell(?:_alone)?\(\s*(?:[a-z_.]+,\s*){1,2}"([a-z_]+)"'
)


def test_every_code_that_is_written_has_a_sentence() -> None:
    root = Path(__file__).parents[2]
    codes = {
        "".join(found)
        for folder in ("webapp", "database", "cli", "workflows", "activities")
        for file in (root / folder).rglob("*.py")
        for found in WRITTEN.findall(file.read_text("utf-8"))
    }
    assert len(codes) > 20
    assert {code for code in codes if not knows(code)} == set()
