"""ご案内とFAQの文章: who may change them, what is kept, what is shown."""

import io
import json

import pytest
from flask import Flask
from PIL import Image
from sqlalchemy import select, text
from sqlalchemy.exc import DatabaseError

from contracts.roles import Role
from database.audit import AuditEvent
from database.office import OrganizationText
from tests.counterparty.office import Office
from tests.counterparty.planning import Plan
from tests.counterparty.site import Visitor, create_site
from tests.desk.conftest import APPROVER, LEGAL
from tests.desk.site import Clerk, hired

TEXTS, STAMP_DUTY = "/office-texts", "/office-texts/faq_stamp_duty"
OWN = "収入印紙は貼っていません。\n二行目\n\n<b>詳しくは</b>経理部へ。"


def told(office: Office) -> list[tuple[str, dict[str, object]]]:
    with office.opened.database.reading() as session:
        rows = session.scalars(select(AuditEvent).order_by(AuditEvent.sequence)).all()
    known = ("office_text_changed", "office_text_reset", "logo_changed", "logo_removed")
    return [(row.code, json.loads(row.facts)) for row in rows if row.code in known]


def faq(site: Flask, office: Office) -> str:
    return site.test_client().get(f"/guide/{office.organization.public_id}/faq").text


def png(width: int, height: int) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (width, height), "navy").save(out, "PNG")
    return out.getvalue()


def test_administrators_and_legal_find_the_page_and_others_do_not(
    administrator: Clerk, office: Office, site: Flask
) -> None:
    assert "ご案内とFAQの文章" in administrator.opens("/administration").text
    for mail, role, status in ((LEGAL, Role.LEGAL, 200), (APPROVER, Role.APPROVER, 404)):
        hired(office, mail, role)
        clerk = Clerk(site)
        clerk.signs_in(mail)
        assert clerk.opens(TEXTS).status_code == status
        assert clerk.opens(STAMP_DUTY).status_code == status


@pytest.mark.shows("CL-51", "CS-05")
def test_what_an_administrator_writes_is_shown_as_text_and_its_history_is_kept(
    administrator: Clerk, office: Office, site: Flask
) -> None:
    administrator.opens(STAMP_DUTY)
    administrator.sends(STAMP_DUTY, ja=OWN)
    shown = faq(site, office)
    assert "&lt;b&gt;詳しくは&lt;/b&gt;経理部へ。" in shown
    assert "課税文書の作成に当たらない" not in shown
    assert told(office) == [
        ("office_text_changed", {"name": "faq_stamp_duty", "language": "ja", "version": 1})
    ]
    administrator.opens(STAMP_DUTY)
    administrator.sends(STAMP_DUTY, reset="1")
    assert "課税文書の作成に当たらない" in faq(site, office)
    assert [code for code, _facts in told(office)] == ["office_text_changed", "office_text_reset"]
    assert "既定の文章に戻しました" in administrator.text
    assert "二行目" in administrator.text


def test_a_preview_keeps_nothing_and_loses_nothing(administrator: Clerk, office: Office) -> None:
    administrator.opens(STAMP_DUTY)
    administrator.sends(STAMP_DUTY, ja=OWN, preview="1")
    assert "まだ保存していません" in administrator.text
    assert administrator.fields(STAMP_DUTY)["ja"] == OWN
    assert told(office) == []
    administrator.sends(STAMP_DUTY, ja="あ" * 4_001)
    assert administrator.at is not None
    assert administrator.at.status_code == 422


def test_a_version_is_never_changed(administrator: Clerk, office: Office) -> None:
    administrator.opens(STAMP_DUTY)
    administrator.sends(STAMP_DUTY, ja=OWN)
    for verb in ("UPDATE organization_text SET body = ''", "DELETE FROM organization_text"):
        with pytest.raises(DatabaseError), office.opened.database.writing() as session:
            session.execute(text(verb))
    with office.opened.database.reading() as session:
        assert session.scalars(select(OrganizationText.body)).one() == OWN


@pytest.mark.shows("AD-18", "T49")
def test_a_logo_is_drawn_anew_shown_to_everybody_and_taken_away_again(
    administrator: Clerk, office: Office, site: Flask
) -> None:
    address = f"/guide/{office.organization.public_id}"
    administrator.opens(TEXTS)
    administrator.uploads(f"{TEXTS}/logo", png(2_000, 500) + b"appended", "logo.png")
    answer = site.test_client().get(f"{address}/logo.png")
    with Image.open(io.BytesIO(answer.data)) as logo:
        assert (logo.format, logo.size) == ("PNG", (960, 240))
    assert b"appended" not in answer.data
    assert f"{address}/logo.png" in site.test_client().get(address).text
    administrator.sends(f"{TEXTS}/logo/removal")
    assert site.test_client().get(f"{address}/logo.png").status_code == 404
    assert [code for code, _facts in told(office)] == ["logo_changed", "logo_removed"]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"%PDF-1.7", "PNGまたはJPEGの画像を選んでください。"),
        (png(20, 20), "32ピクセル以上"),
    ],
)
def test_what_is_no_logo_is_refused_beside_its_field(administrator: Clerk, data: bytes, words: str) -> None:
    administrator.opens(TEXTS)
    administrator.uploads(f"{TEXTS}/logo", data, "logo.png")
    assert administrator.at is not None
    assert administrator.at.status_code == 422
    assert words in administrator.text


def test_a_logo_of_too_many_bytes_is_not_even_opened(
    administrator: Clerk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("webapp.office.logo.MOST_MEGABYTES", 0)
    administrator.opens(TEXTS)
    administrator.uploads(f"{TEXTS}/logo", png(100, 100), "logo.png")
    assert "2MBまでの画像" in administrator.text


@pytest.mark.shows("CS-40", "GM-26")
def test_every_page_leads_to_the_guide_and_the_declaration_shows_who_may_sign(
    administrator: Clerk, office: Office
) -> None:
    administrator.opens("/office-texts/authority_notice")
    administrator.sends("/office-texts/authority_notice", ja="支店長以上の方がお手続きください。")
    sent = office.sent(Plan(imprint=False))
    visitor = Visitor(create_site(office))
    address = f'href="/guide/{office.organization.public_id}"'
    visitor.arrives(office.link(sent.parties[0]))
    assert visitor.text.count(address) == 2
    assert "登録しなくても、締結と書類の受け取りができます" in visitor.opens(address[6:-1]).text
    visitor.opens("/c/arrival")
    visitor.sends("/c/visits")
    assert address in visitor.text
    visitor.sends("/c/contract/reading")
    assert visitor.text.count(address) == 1
    visitor.sends("/c/agreement/confirmation")
    assert ("支店長以上の方がお手続きください。" in visitor.text) == sent.parties[0].declares
