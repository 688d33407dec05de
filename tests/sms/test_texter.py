import json
from datetime import date
from pathlib import Path

import pytest

from adapters.sms import OutboxSms, SmsOff, SmsRenderer, StoppedNumbers, Texter, UncheckedNumbers
from contracts.letters import Channel, Fate, Letter, Outcome

NUMBER = "09012345678"


def letter(obtained_on: date | None) -> Letter:
    return Letter(
        template="sign_request",
        message_id="c.1.sign_request.p.sms",
        to=NUMBER,
        to_company="",
        to_name="佐藤 花子",
        facts={
            "sender_organization": "株式会社あおぞら不動産",
            "expires_on": "2026-12-10",
            "url": "https://k.example.jp/s/x",
        },
        channel=Channel.SMS,
        obtained_on=obtained_on,
    )


@pytest.mark.shows("IM-36")
@pytest.mark.parametrize(
    ("obtained_on", "fate"),
    [
        (date(2025, 3, 31), Fate.STOPPED),
        (date(2025, 4, 1), Fate.SENT),
        (date(2026, 1, 1), Fate.SENT),
        (None, Fate.SENT),
    ],
)
def test_no_sms_leaves_when_the_number_went_to_another_owner_since(
    tmp_path: Path, obtained_on: date | None, fate: Fate
) -> None:
    (tmp_path / "stopped-numbers.txt").write_text(
        f"{NUMBER} 2024-01-01\n08011112222\n\n{NUMBER} 2025-04-01\n"
    )
    outcome = Texter(OutboxSms(tmp_path), StoppedNumbers(tmp_path), SmsRenderer()).send(letter(obtained_on))
    assert outcome.fate is fate
    assert len(list(tmp_path.glob("*.sms"))) == (fate is Fate.SENT)
    assert outcome.changed_on == (date(2025, 4, 1) if fate is Fate.STOPPED else None)


def test_the_outbox_holds_the_message_once(tmp_path: Path) -> None:
    texter = Texter(OutboxSms(tmp_path), StoppedNumbers(tmp_path), SmsRenderer())
    assert [texter.send(letter(None)), texter.send(letter(None))] == [Outcome(Fate.SENT)] * 2
    (file,) = tmp_path.iterdir()
    assert json.loads(file.read_text())["to"] == NUMBER


def test_where_sms_is_off_nobody_is_told_that_it_was_sent() -> None:
    outcome = Texter(SmsOff(), UncheckedNumbers(), SmsRenderer()).send(letter(None))
    assert outcome == Outcome(Fate.UNDELIVERED, "sms_off")
