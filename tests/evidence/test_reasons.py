"""What a signature says in its 理由."""

from datetime import UTC, datetime

import pytest

from contracts.reasons import agreement_reason, creation_reason, factors_told

AT = datetime(2021, 3, 9, 4, 3, 35, 248_512, tzinfo=UTC)


@pytest.mark.shows("CL-29", "LW-02")
def test_an_agreement_says_who_how_reached_when_in_japan_how_authenticated_and_which_record() -> None:
    factors = factors_told(["mail_link", "access_code"], [])
    said = agreement_reason("𠮷田 花子", "y@example.jp", AT, "2026-000001/7", factors)
    assert said == (
        "𠮷田 花子(y@example.jp)によって2021-03-09 13:03:35.248 +0900 JSTに承認されました"
        "（認証: メールのURL、アクセスコード、記録: 2026-000001/7）"
    )


@pytest.mark.shows("AD-01")
def test_the_creation_states_an_agreement_only_where_sending_is_one() -> None:
    sent = creation_reason("鈴木", "s@example.jp", AT, "2026-000001/1", agrees=False)
    agreed = creation_reason("鈴木", "s@example.jp", AT, "2026-000001/1", agrees=True)
    assert "承認" not in sent
    assert "送信者として承認されました" in agreed
