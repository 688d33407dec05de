"""A new version is the whole envelope: every document anew, in the order that is known."""

from io import BytesIO

import pytest
from sqlalchemy import select

from database.contract import Contract
from database.queries.revised_documents import revised_envelope
from database.queries.versions import versions_of
from tests.counterparty.office import Office
from tests.counterparty.planning import paper
from tests.counterparty.site import Visitor
from tests.desk.cases import sent_back, sent_by
from tests.desk.site import Clerk
from tests.envelope.enclosing import FURTHER, enclose, sign_further

MAIN = "賃貸借契約書"


def chosen(names: tuple[str, ...], words: str) -> list[tuple[BytesIO, str]]:
    return [(BytesIO(paper(f"{name}{words}")), f"{name}.pdf") for name in names]


@pytest.mark.shows("GM-14", "AD-04", "NX-04")
def test_a_new_version_takes_every_document_and_what_changed_is_told_of_each(
    clerk: Clerk, sender: Office, visitor: Visitor
) -> None:
    case = sent_by(clerk, sender)
    enclose(sender, case)
    sent_back(sender, case)
    page = f"/contracts/{case.contract}"
    clerk.opens(page)
    names = ("新しい別紙", FURTHER[0], MAIN)
    answer = {"round-file": chosen(names, "（修正）"), "round-reply": "直しました。"}
    clerk.sends(f"{page}/rounds", **answer)
    assert "新しい版で再開しました" in clerk.text
    with sender.opened.database.reading() as session:
        contract = session.scalars(select(Contract)).one()
        old, new = versions_of(session, contract)
        assert [one.filename for one in new.documents] == [
            f"{name}.pdf" for name in (MAIN, FURTHER[0], "新しい別紙")
        ]
        revised = revised_envelope(contract, old, new)
        assert [(one.name, one.old is None) for one in revised.documents] == [
            (MAIN, False),
            (FURTHER[0], False),
            ("新しい別紙", True),
        ]
        assert revised.gone == (FURTHER[1],)
    sender.prepare(case)
    sign_further(sender, case)
    visitor.enters(sender.link(case.parties[0]))
    visitor.opens("/c/changes?document=2")
    assert f"次の文書がなくなりました：{FURTHER[1]}" in visitor.text
    assert "(修正)</ins>" in visitor.text
    visitor.opens("/c/changes?document=3")
    assert "前の版にはなかった文書です" in visitor.text


def test_with_one_file_refused_the_version_stays_as_it_is(clerk: Clerk, sender: Office) -> None:
    case = sent_by(clerk, sender)
    sent_back(sender, case)
    page = f"/contracts/{case.contract}"
    clerk.opens(page)
    files = [*chosen((MAIN,), "（修正）"), (BytesIO(b"PK"), "見積書.txt")]
    answer = clerk.sends(f"{page}/rounds", **{"round-file": files, "round-reply": "直しました。"})
    assert answer.status_code == 422
    assert "見積書.txt：PDFではないファイルです。" in clerk.text
    assert sender.contract(case).round == 1
