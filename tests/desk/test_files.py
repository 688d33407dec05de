import hashlib
from urllib.parse import quote

import pytest
from flask import Flask
from sqlalchemy import select

from contracts.roles import Role
from database.audit import AuditEvent
from database.evidence import Certificate
from tests.chains import first_broken_link
from tests.counterparty.office import Office
from tests.desk.cases import concluded, sent_by
from tests.desk.site import Clerk, hired
from webapp.pdf_answer import disposition, safe_name, signed_name


@pytest.mark.shows("UX-18")
def test_the_signed_pdf_comes_under_the_documents_name_and_is_audited(clerk: Clerk, office: Office) -> None:
    case = sent_by(clerk, office, "建物賃貸借契約書/更新")
    page = f"/contracts/{case.contract}"
    assert clerk.client.get(f"{page}/signed.pdf").status_code == 404
    concluded(office, case)
    clerk.opens(page)
    assert "契約書ダウンロード" in clerk.text
    answer = clerk.client.get(f"{page}/signed.pdf")
    assert answer.data == office.newest_bytes(case)
    assert quote("建物賃貸借契約書／更新_締結済.pdf") in answer.headers["Content-Disposition"]
    assert answer.headers["Cache-Control"] == "no-store"
    with office.opened.database.reading() as session:
        told = session.scalars(select(AuditEvent).where(AuditEvent.code == "downloaded")).all()
        assert [row.subject for row in told] == [case.contract]
        assert hashlib.sha256(answer.data).hexdigest() in told[0].facts
        assert first_broken_link(session, office.organization.id) is None


def test_staff_get_their_own_copy_of_the_certificate(clerk: Clerk, office: Office) -> None:
    case = sent_by(clerk, office)
    concluded(office, case)
    clerk.opens(f"/contracts/{case.contract}")
    assert "合意証明書ダウンロード" in clerk.text
    answer = clerk.client.get(f"/contracts/{case.contract}/certificate.pdf")
    with office.opened.database.reading() as session:
        own = session.scalars(select(Certificate).where(Certificate.audience == "own")).one()
    assert hashlib.sha256(answer.data).hexdigest() == own.digest


@pytest.mark.shows("MK-76")
def test_a_system_administrator_finds_no_document(clerk: Clerk, office: Office, site: Flask) -> None:
    case = sent_by(clerk, office)
    concluded(office, case)
    hired(office, "system@sample.example", Role.SYSTEM)
    system = Clerk(site)
    system.signs_in("system@sample.example")
    for path in ("", "/signed.pdf", "/certificate.pdf", "/shown/document.pdf", "/versions/1/document.pdf"):
        assert system.opens(f"/contracts/{case.contract}{path}").status_code == 404
    assert system.opens("/contracts").status_code == 404


@pytest.mark.shows("T05")
def test_no_page_of_the_sender_carries_a_recipients_link(clerk: Clerk, office: Office) -> None:
    case = sent_by(clerk, office)
    token = office.link(case.parties[0])
    for path in ("/", "/contracts", "/approvals", f"/contracts/{case.contract}"):
        clerk.opens(path)
        assert token not in clerk.text
        assert "/c/l/" not in clerk.text


@pytest.mark.shows("T38")
@pytest.mark.parametrize(
    "title", ["../../etc/passwd", "a\r\nSet-Cookie: x=1", "契約" * 150, '"; filename=x.exe', ""]
)
def test_a_download_name_breaks_out_of_nothing(title: str) -> None:
    header = disposition(signed_name(title), inline=False)
    assert header.isascii()
    assert not set(header) & {"\r", "\n"}
    assert header.startswith("attachment; filename=\"document.pdf\"; filename*=UTF-8''")
    assert "/" not in safe_name(title)
    assert len(signed_name(title)) < 150
