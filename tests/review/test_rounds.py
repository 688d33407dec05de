"""What answers a 差し戻し, and what is shared outside, goes by the rules of a first sending (MK-84)."""

import pytest

from contracts.acts import OpenRound
from tests.counterparty.office import Office
from tests.counterparty.planning import paper
from tests.desk.cases import sent_back, sent_by
from tests.desk.site import Clerk
from tests.review.drafting import answered_with, drafted
from tests.review.sharing import CODE
from tests.types.test_sending_rules import restrict


@pytest.mark.shows("MK-84")
def test_an_older_version_is_approved_first_where_only_the_approved_is_sent(
    clerk: Clerk, office: Office
) -> None:
    sent = sent_by(clerk, office)
    sent_back(office, sent)
    restrict(office, sends_only_approved=True)
    restoring = f"/contracts/{sent.contract}/versions/1/restoration"
    clerk.opens(restoring)
    clerk.sends(restoring, reason="初回の条件のまま、あらためてお願いします。")
    contract = office.contract(sent)
    assert (contract.round, contract.stage) == (2, "awaiting_approval")


@pytest.mark.shows("MK-84")
def test_a_send_back_is_not_answered_with_another_file_where_only_templates_are_sent(
    clerk: Clerk, office: Office
) -> None:
    sent = sent_by(clerk, office)
    sent_back(office, sent)
    restrict(office, sends_only_from_templates=True)
    answered_with(clerk, sent.contract, paper("賃料を直した契約書"), "賃料を修正しました。")
    assert "テンプレートから作り直してください。" in clerk.text
    restoring = f"/contracts/{sent.contract}/versions/1/restoration"
    clerk.opens(restoring)
    assert clerk.sends(restoring, reason="初回の条件のまま").status_code == 409
    assert office.contract(sent).round == 1
    assert office.engine.acts(OpenRound) == []


@pytest.mark.shows("MK-84", "MK-41")
def test_nothing_is_shared_outside_the_listed_domains(clerk: Clerk, office: Office) -> None:
    draft = drafted(clerk)
    restrict(office, sends_only_to_domains="midori.example")
    page = f"/contracts/{draft}/versions/1/share"
    for mail in ("takahashi@elsewhere.example", ""):
        clerk.opens(page)
        assert clerk.sends(page, recipient="高橋 美咲", code=CODE, mail=mail).status_code == 422
        assert "送信できるドメインが決められています" in clerk.text
    clerk.opens(page)
    assert clerk.sends(page, recipient="高橋 美咲", code=CODE, mail="t@midori.example").status_code == 200
