"""What did not arrive is said on the contract's page, with what to do (CL-06, IM-36, M-12)."""

from datetime import date

import pytest

from database.party import Party
from tests.counterparty.office import Office
from tests.counterparty.planning import Plan
from tests.desk.site import Clerk
from tests.desk.test_parties import states
from tests.sms.delivering import posted

PHONE = "09012345678"


@pytest.mark.shows("IM-36", "CL-06")
def test_a_stopped_sms_and_a_returned_mail_stand_in_the_history_with_their_cure(
    clerk: Clerk, office: Office
) -> None:
    outbox = office.opened.settings.outbox
    outbox.mkdir(parents=True, exist_ok=True)
    (outbox / "stopped-numbers.txt").write_text(f"{PHONE} 2026-04-01\n")
    sent = office.sent(
        Plan("佐藤 正", mail="", phone=PHONE), Plan("田中 誠", mail="tanaka@@example.jp"), Plan()
    )
    with office.opened.database.writing() as session:
        session.get_one(Party, sent.parties[0].id).phone_obtained_on = date(2026, 3, 1)
    posted(office)
    clerk.opens(f"/contracts/{sent.contract}")
    stopped, returned, unopened = states(clerk)
    for part in (
        "不達",
        "未送信：配信停止",
        PHONE,
        "2026年4月1日",
        "番号の持ち主が変わっています",
        "署名再依頼",
    ):
        assert part in stopped
    for part in ("不達", "メールが届きませんでした", "tanaka@@example.jp", "宛先の形式が正しくありません"):
        assert part in returned
    assert "迷惑メールフォルダ" in unopened
    assert "迷惑メールフォルダ" not in stopped + returned
    history = clerk.text.split('<ol class="timeline">')[1]
    assert "未送信：配信停止" in history
    assert "2026年4月1日" in history
