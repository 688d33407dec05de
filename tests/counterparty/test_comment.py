"""The sender's comment beside the document (CF-16)."""

import pytest

from database.contract import Contract
from database.queries.preferences import set_preference
from tests.counterparty.office import Office
from tests.counterparty.planning import CODE, Plan
from tests.counterparty.site import Visitor

COMMENT = "第3条をご確認ください。\n<b>お急ぎください。</b>"


@pytest.mark.shows("CF-16")
def test_who_has_no_mail_reads_the_comment_beside_the_document_and_not_before_the_code(
    office: Office, visitor: Visitor
) -> None:
    sent = office.sent(Plan(mail="", phone="09012345678", code=CODE))
    with office.opened.database.writing() as session:
        session.get_one(Contract, office.contract(sent).id).comment = COMMENT
    visitor.enters(office.link(sent.parties[0]))
    assert "第3条" not in visitor.text
    visitor.sends("/c/access-code", code=CODE)
    assert "送信者からのコメント" in visitor.text
    assert visitor.at is not None
    assert "&lt;b&gt;お急ぎください。&lt;/b&gt;" in visitor.at.text
    with office.opened.database.writing() as session:
        set_preference(session, office.owner, "shows_comment_on_page", value=False)
    assert "第3条" not in visitor.opens("/c/contract").text
