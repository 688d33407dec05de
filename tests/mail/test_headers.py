import pytest

from adapters.mail import Sender, SenderRefused, header_value


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("「業務委託契約書」ご確認のお願い", "「業務委託契約書」ご確認のお願い"),
        ("a\r\nBcc: thief@example.com", "a Bcc: thief@example.com"),
        ("=?UTF-8?Q?=0A?=Bcc: thief@example.com", "Bcc: thief@example.com"),
        ("=?utf-8?b?DQpCY2M6IHRoaWVmQGV4YW1wbGUuY29t?=", "Bcc: thief@example.com"),
        ("=?utf-8?q?=3D=3Futf-8=3Fq=3F=0Ax=3F=3D?=", "x"),
        ("=?nonsense?q?=0Ax?= y", "y"),
        ("=?utf-8?b?***?= y", "y"),
        ("契約書\u202efdp.exe\u200b", "契約書 fdp.exe"),
        ("one\u2028two\x00three\ud800", "one two three"),
        ("=?utf-8?q?unclosed", "= ?utf-8?q?unclosed"),
        ("葛\U000e0100城市", "葛\U000e0100城市"),
    ],
)
def test_a_header_value_is_one_line_of_visible_text(given: str, kept: str) -> None:
    assert header_value(given) == kept


def test_a_header_value_is_cut_at_200_characters() -> None:
    assert len(header_value("契" * 500)) == 200


def test_words_encoded_again_and_again_end_as_plain_text() -> None:
    value = "=?utf-8?q?=0ABcc=3A_x?="
    for _ in range(20):
        value = "=?utf-8?q?" + value.replace("=", "=3D").replace("?", "=3F") + "?="
    assert "=?" not in header_value(value)
    assert "\n" not in header_value(value)


def test_the_sender_is_read_with_or_without_a_name() -> None:
    assert Sender.read("割符 <no-reply@localhost>") == Sender("割符", "no-reply@localhost")
    assert Sender.read("no-reply@keiyaku.example.jp").domain == "keiyaku.example.jp"
    with pytest.raises(SenderRefused):
        Sender.read("one@example.jp, two@example.jp")
