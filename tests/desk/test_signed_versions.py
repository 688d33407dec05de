"""このバージョンを表示: every signed revision is listed, and handed out as it stood, byte for byte."""

import hashlib
import json
import re
from urllib.parse import quote

import pytest
from sqlalchemy import select

from contracts.acts import Origin, Withdraw
from database.audit import AuditEvent
from tests.counterparty.office import Office
from tests.desk.cases import concluded, sent_by
from tests.desk.site import Clerk
from webapp.access.asking import new_key

SHOWN = re.compile(r'href="(/contracts/[^"]+/revisions/\d+/\d+/document\.pdf)"')


@pytest.mark.shows("CL-38")
def test_each_signed_revision_is_shown_and_begins_with_all_bytes_of_the_one_before(
    clerk: Clerk, office: Office
) -> None:
    case = sent_by(clerk, office, "業務委託契約書")
    concluded(office, case)
    clerk.opens(f"/contracts/{case.contract}")
    for words in ("署名済みの版", "締結した版", "締結前の版", case.parties[0].name):
        assert words in clerk.text
    newest_first = [clerk.client.get(path) for path in SHOWN.findall(clerk.text)]
    assert [answer.status_code for answer in newest_first] == [200, 200, 200]
    final, agreed, created = (answer.data for answer in newest_first)
    assert final == office.newest_bytes(case)
    assert final.startswith(agreed)
    assert agreed.startswith(created)
    assert created != agreed
    for answer in newest_first:
        assert hashlib.sha256(answer.data).hexdigest() in clerk.text


@pytest.mark.shows("GM-34")
def test_a_revision_from_before_the_conclusion_says_so_in_its_name_and_is_audited(
    clerk: Clerk, office: Office
) -> None:
    case = sent_by(clerk, office, "業務委託契約書")
    concluded(office, case)
    page = f"/contracts/{case.contract}/revisions/1"
    answer = clerk.client.get(f"{page}/1/document.pdf?download=1")
    disposition = answer.headers["Content-Disposition"]
    assert disposition.startswith("attachment")
    assert quote("業務委託契約書_締結前の版1.pdf") in disposition
    assert clerk.client.get(f"{page}/1/document.pdf").headers["Content-Disposition"].startswith("inline")
    assert clerk.client.get(f"{page}/9/document.pdf").status_code == 404
    with office.opened.database.reading() as session:
        rows = session.scalars(select(AuditEvent).where(AuditEvent.code == "downloaded")).all()
    facts = [json.loads(row.facts) for row in rows]
    assert [(one["what"], one["round"], one["number"]) for one in facts] == [("revision", 1, 1)] * 2
    assert {one["sha256"] for one in facts} == {hashlib.sha256(answer.data).hexdigest()}


def test_a_revision_of_a_contract_that_was_withdrawn_is_void(clerk: Clerk, office: Office) -> None:
    case = sent_by(clerk, office)
    office.engine.ask(case.contract, Withdraw(new_key(), Origin(office.owner.public_id), "取りやめ"))
    clerk.opens(f"/contracts/{case.contract}")
    assert "無効になった版" in clerk.text
    assert "締結前の版" not in clerk.text
