"""送信前シミュレーション of what is approved first: steps, delegates, escalation, and the period."""

from datetime import timedelta

import pytest

from database.engine import now_of
from tests.approval.staffed import CHIEF, DEPUTY, DIRECTOR, MANAGER, Staffed
from tests.counterparty.office import Office
from tests.desk.site import Clerk
from webapp.texts.dates import prose_date

TITLE = "業務委託契約書（広告運用）"


@pytest.mark.shows("NX-01", "MK-48", "MK-49")
def test_the_simulation_shows_each_step_its_delegates_and_escalation_and_when_the_period_begins(
    clerk: Clerk, house: Staffed, office: Office
) -> None:
    raised = house.step("部長の承認", CHIEF, hours=24, seniors=[DIRECTOR])
    house.routed(house.step("課長の承認", MANAGER), raised)
    house.delegates(CHIEF, DEPUTY, days=9)
    draft = clerk.drafts(TITLE, "services")
    path = f"/drafts/{draft}/simulation"
    clerk.opens(path)
    for words in (
        "社内承認の依頼：課長の承認",
        "課長 一子・メール",
        "部長 二郎、代理 四朗（部長 二郎 様の代理）・メール",
        "までに承認がないときは、上位の承認者にも依頼します。",
        "役員 三枝・メール",
        "期限までに承認されなかったため、上位の承認者にも依頼します。",
        "社内承認の結果（承認）",
        "署名の期限は数えません。",
    ):
        assert words in clerk.text
    with office.opened.database.reading() as session:
        day = prose_date((now_of(session) + timedelta(days=3, hours=9)).date())
    assert day not in clerk.text.partition("最初の確認依頼")[0]
    clerk.opens(f"{path}?approval-1=2&approval-2=1")
    assert 'name="approval-2"' in clerk.text
    assert day in clerk.text.partition("確認依頼</p>")[0]
    assert office.engine.asked == []


def test_without_an_approval_the_period_begins_with_each_request(clerk: Clerk, office: Office) -> None:
    draft = clerk.drafts(TITLE)
    clerk.opens(f"/drafts/{draft}/simulation")
    assert "それぞれの方に確認依頼が届いた時から数えます。" in clerk.text
    assert 'name="approval-1"' not in clerk.text
    assert office.engine.asked == []
