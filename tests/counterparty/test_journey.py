import pytest

from contracts.acts import Agree
from tests.counterparty.office import Office
from tests.counterparty.planning import Plan
from tests.counterparty.site import Visitor


@pytest.mark.shows("CL-11", "GM-13", "CS-22")
def test_a_person_reads_makes_a_seal_and_agrees_after_being_asked_twice(
    office: Office, visitor: Visitor
) -> None:
    sent = office.sent(Plan(), Plan(name="鈴木 花子", role="貸主", order=2))
    visitor.enters(office.link(sent.parties[0]))
    assert "すべて見る" in visitor.text
    visitor.sends("/c/contract/reading")
    visitor.sends("/c/imprint", text="佐藤", step="draw")
    assert "「佐藤」の印影" in visitor.text
    visitor.sends("/c/imprint", text="佐藤", step="preview")
    assert "最終プレビュー" in visitor.text
    visitor.sends("/c/agreement/confirmation")
    assert "書類の内容に同意して締結を確定します。よろしいですか？" in visitor.text
    assert office.engine.acts(Agree) == []
    visitor.sends("/c/agreement")
    assert "まだ締結ではありません" in visitor.text
    assert office.party(sent.parties[0]).progress == "agreed"
