"""A 理由 of ours is read back as it was written, and a name cannot pass for one."""

from datetime import UTC, datetime

import pytest

from contracts import reasons
from contracts.reason_reading import LONGEST, ReadReason, SignedAct, reason_read

AT = datetime(2026, 11, 22, 5, 14, 52, 248000, tzinfo=UTC)
PRINTED = "2026-11-22 14:14:52"
RECORD = "2026-000001/7"
FACTORS = ["メールのURL", "認証アプリ（この手続きの中で登録）"]
HOW = "メールのURL、認証アプリ（この手続きの中で登録）"
MAIL = "a@example.jp"


@pytest.mark.shows("CL-29", "CL-30")
def test_every_reason_of_ours_is_read_into_who_what_when_and_how() -> None:
    agreed = reasons.agreement_reason("𠮷田（旧姓髙﨑）", MAIL, AT, RECORD, FACTORS)
    said = ReadReason(SignedAct.AGREED, "𠮷田（旧姓髙﨑）", MAIL, PRINTED, HOW, RECORD)
    assert reason_read(agreed) == said
    assert reason_read(reasons.own_reason(agreed, "CN=a", "CN=b", "01")) == said
    for agrees, act in ((True, SignedAct.CREATED_AND_AGREED), (False, SignedAct.CREATED)):
        created = reasons.creation_reason("佐藤", MAIL, AT, RECORD, agrees=agrees)
        assert reason_read(created) == ReadReason(act, "佐藤", MAIL, PRINTED, "", RECORD)
    name = reasons.registered_name("鈴木", "（東京）第1号")
    named = reasons.naming_reason(name, MAIL, AT, RECORD, ["SMSのURL"])
    assert reason_read(named) == ReadReason(SignedAct.NAMED, name, MAIL, PRINTED, "SMSのURL", RECORD)
    final = reasons.final_reason("株式会社サンプル", AT, RECORD)
    assert reason_read(final) == ReadReason(SignedAct.CONCLUDED, "株式会社サンプル", "", PRINTED, "", RECORD)


def test_a_name_that_imitates_a_whole_reason_stays_a_name() -> None:
    forged = reasons.agreement_reason("社長", "ceo@big.jp", AT, "1/1", ["パスキー"]).removesuffix("）")
    read = reason_read(reasons.agreement_reason(forged, MAIL, AT, RECORD, FACTORS))
    assert read is not None
    assert (read.name, read.reached, read.how) == (forged, MAIL, HOW)


def test_other_texts_and_endless_ones_are_not_read() -> None:
    assert [reason_read(text) for text in (None, "", "I agree", "締結")] == [None] * 4
    assert reason_read(reasons.agreement_reason("a" * LONGEST, MAIL, AT, RECORD, FACTORS)) is None
