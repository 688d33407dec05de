"""Mails as bytes: Japanese names and words as programs really write them, and mails made to be heavy."""

import base64
import time
from email.message import EmailMessage

import pytest

from adapters.inbound import MailUnreadable, bodies, read_mail
from adapters.inbound.charsets import text_of
from contracts.mail_intake import IncomingMail, sender_address, title_of
from contracts.mail_proof import proof_by_header, proof_by_sendgrid
from contracts.mail_quotes import answer_and_quoted
from tests.intake_mail.posting import eml, mixed, part


def jis(text: str) -> bytes:
    """Encode as mail programs label ISO-2022-JP and write CP50221: through Shift_JIS, pair by pair."""
    out = b"\x1b$B"
    for one in text:
        lead, trail = one.encode("cp932")
        row = (lead - (0x70 if lead < 0xE0 else 0xB0)) * 2
        if trail < 0x9F:
            out += bytes((row - 1, trail - (0x20 if trail > 0x7F else 0x1F)))
        else:
            out += bytes((row, trail - 0x7E))
    return out + b"\x1b(B"


def file_names(mail: IncomingMail) -> list[str]:
    return [one.name for one in mail.files]


@pytest.mark.parametrize(
    ("label", "encoded"),
    [
        ("ISO-2022-JP", jis("①㈱みどり商店")),
        ("Shift_JIS", "①㈱みどり商店".encode("cp932")),
        ("utf-8", "①㈱みどり商店".encode("cp932")),
        ("us-ascii", jis("①㈱みどり商店")),
        ("rot13", "①㈱みどり商店".encode()),
        ("UTF-8", "①㈱みどり商店".encode()),
    ],
)
def test_words_and_subjects_are_read_whatever_the_label_says(label: str, encoded: bytes) -> None:
    word = f"=?{label}?B?{base64.b64encode(encoded).decode()}?="
    raw = eml("", Subject=word, Content_Type=f"text/plain; charset={label}") + encoded
    mail = read_mail(raw)
    assert (mail.subject, mail.text) == ("①㈱みどり商店", "①㈱みどり商店")
    bare = raw.replace(word.encode(), encoded)
    assert read_mail(bare).subject == "①㈱みどり商店"


def test_names_of_attachments_are_read_in_every_spelling() -> None:
    name = "契約書（案）.pdf"
    word = base64.b64encode(jis("契約書（案）") + b".pdf").decode()
    percent = "".join(f"%{one:02X}" for one in name.encode())
    spellings = [
        f"attachment; filename*=UTF-8''{percent}",
        f"attachment; filename*0*=UTF-8''{percent[:30]}; filename*1*={percent[30:]}",
        f'attachment; filename="=?ISO-2022-JP?B?{word}?="',
        'attachment; filename="C:\\temp\\' + name + '"',
    ]
    parts = [part("application/pdf", b"%PDF-", b"Content-Disposition: " + one.encode()) for one in spellings]
    parts.append(
        part(
            "application/pdf",
            b"%PDF-",
            b'Content-Disposition: attachment; filename="' + name.encode("cp932") + b'"',
        )
    )
    hidden = "契約書\u202efdp.exe"
    parts.append(
        part("application/pdf", b"%PDF-", f'Content-Disposition: attachment; filename="{hidden}"'.encode())
    )
    assert file_names(read_mail(mixed(*parts))) == [name] * 5 + ["契約書fdp.exe"]


def test_a_mail_of_many_parts_gives_its_words_once_and_its_files_but_no_logo_and_no_winmail() -> None:
    inner = EmailMessage()
    inner["From"], inner["Subject"] = "sato@midori.example", "案"
    inner.set_content("前のメール")
    alternative = (
        b'Content-Type: multipart/alternative; boundary="=alt="\r\n\r\n--=alt=\r\n'
        + part("text/plain; charset=utf-8", "本文です。".encode())
        + b'\r\n--=alt=\r\nContent-Type: multipart/related; boundary="=rel="\r\n\r\n--=rel=\r\n'
        + part("text/html; charset=utf-8", "<p>本文です。</p>".encode())
        + b"\r\n--=rel=\r\n"
        + part("image/png", b"logo", b"Content-ID: <logo>")
        + b"\r\n--=rel=--\r\n--=alt=--\r\n"
    )
    raw = mixed(
        alternative,
        part("application/pdf; name=a.pdf", b"%PDF-"),
        b"Content-Type: message/rfc822\r\n\r\n" + inner.as_bytes(),
        part("application/ms-tnef; name=winmail.dat", b"tnef"),
        part("application/pkcs7-signature; name=smime.p7s", b"sign"),
        part("text/plain; charset=utf-8", "追伸".encode()),
    )
    mail = read_mail(raw)
    assert (mail.text, mail.has_winmail) == ("本文です。\n\n追伸", True)
    assert file_names(mail) == ["a.pdf", "案.eml"]
    only = eml(
        "<style>p{}</style><p>一行目<br>二行目</p><script>x</script>", Content_Type="text/html; charset=utf-8"
    )
    assert read_mail(only).text == "一行目\n二行目"


@pytest.mark.shows("T34")
def test_encoded_line_ends_and_hidden_characters_make_no_second_line_and_no_other_sender() -> None:
    word = base64.b64encode("件名\r\nBcc: x@evil.example\x00".encode()).decode()
    mail = read_mail(eml(Subject=f"=?UTF-8?B?{word}?="))
    assert mail.subject == "件名 Bcc: x@evil.example"
    assert sender_address('"viewer@sample.example" <x@evil.example>') == "x@evil.example"
    assert sender_address("営業 次郎 (本人) <viewer@sample.example>") == "viewer@sample.example"
    for trick in (
        "viewer@sample.example, x@evil.example",
        "<viewer@sample.example> <x@evil.example>",
        "viewer@sample.example(<x@evil.example>)@b",
        "x@evil.example <viewer@sample.example",
        "",
    ):
        assert sender_address(trick) == ""
    two = eml().replace(b"To:", b"From: x@evil.example\r\nTo:")
    assert read_mail(two).sender == ""


def test_a_mail_made_to_be_heavy_is_refused_before_it_is_read_whole() -> None:
    deep = b"".join(
        f'Content-Type: multipart/mixed; boundary="b{n}"\r\n\r\n--b{n}\r\n'.encode() for n in range(40)
    )
    cases = {
        "nested": b"From: a@b.example\r\n" + deep,
        "parts": mixed(*[b"\r\nx"] * 300),
        "headers": eml(**{f"X_{n}": "x" for n in range(600)}),
        "lines": eml() + b"\n" * 2_100_000,
        "too_large": b"x" * (48 * 1024 * 1024 + 1),
    }
    for code, raw in cases.items():
        with pytest.raises(MailUnreadable) as refused:
            read_mail(raw)
        assert refused.value.code == code


@pytest.mark.parametrize(
    "quoted",
    [
        "2026年11月21日(土) 19:34 割符 <no-reply@localhost>:\n\n> 契約審査の依頼に返答がありました。\n> はい",
        "On Sat, Nov 21, 2026 at 7:34 PM Warifu\n<no-reply@localhost> wrote:\n> text",
        "-----Original Message-----\nFrom: 割符\nSent: today\n\n本文",
        "________________________________\n差出人: 割符\n送信日時: 今日\n宛先: 営業\n件名: 審査\n\n本文",
        "> はい\n> いいえ",
    ],
)
def test_what_an_answer_quotes_below_is_told_apart(quoted: str) -> None:
    assert answer_and_quoted(f"翌月末日です。\n\n{quoted}") == ("翌月末日です。", quoted)


def test_an_answer_between_the_quoted_lines_stays_where_it_is() -> None:
    between = "2026年11月21日(土) 割符 <a@localhost>:\n> 支払期日は。\n翌月末日です。\n> 期間は。\n一年です。"
    assert answer_and_quoted(between) == (between, "")
    assert answer_and_quoted("> すべて引用") == ("> すべて引用", "")
    assert title_of("Re: RE: 返信：業務委託", "本文") == "業務委託"
    assert title_of("", "\n一行目\n二行目") == "一行目"


def test_only_our_own_servers_word_about_the_senders_domain_is_believed() -> None:
    ours = (
        "mx.sample.example; dkim=pass (good) header.d=sample.example; spf=fail smtp.mailfrom=x@evil.example"
    )
    forged = "mx.evil.example; dmarc=pass header.from=sample.example"
    sender = "viewer@sample.example"
    assert proof_by_header([ours], "mx.sample.example", sender).is_verified
    assert not proof_by_header([forged], "mx.sample.example", sender).is_verified
    assert not proof_by_header([ours], "", sender).is_verified
    other = "mx.sample.example; dkim=pass header.d=evil.example; spf=pass smtp.mailfrom=x@evil.example"
    assert not proof_by_header([other, ours], "mx.sample.example", sender).is_verified
    commented = "mx.sample.example; dkim=fail (dkim=pass header.d=sample.example)"
    assert not proof_by_header([commented], "mx.sample.example", sender).is_verified
    assert proof_by_sendgrid("fail", "{@sample.example : pass}", "x@evil.example", sender).is_verified
    assert proof_by_sendgrid("pass", "none", "bounce@sample.example", sender).is_verified
    assert not proof_by_sendgrid("pass", "{@evil.example : pass}", "x@evil.example", sender).is_verified
    assert not proof_by_sendgrid("fail", "{@sample.example : fail}", sender, sender).is_verified


@pytest.mark.shows("T37")
@pytest.mark.parametrize(
    "markup", ["<" + "a" * 200_000, "<a" + " b" * 100_000, "<!" * 100_000, "</" * 100_000]
)
def test_markup_that_never_ends_is_read_in_the_time_of_its_letters(markup: str) -> None:
    raw = eml("", Content_Type="text/html; charset=utf-8") + markup.encode()
    began = time.process_time()
    read_mail(raw)
    assert time.process_time() - began < 5


def test_no_more_of_a_text_is_decoded_than_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[int] = []

    def counted(data: bytes, label: str = "") -> str:
        seen.append(len(data))
        return text_of(data, label)

    monkeypatch.setattr(bodies, "text_of", counted)
    line = "支払条件を見てください。\r\n".encode()
    mail = read_mail(eml("", Content_Type="text/plain; charset=utf-8") + line * 60_000)
    assert seen == [len(line) * (200_000 * 8 // len(line)) - 1]
    assert (len(mail.text) > 180_000, "\ufffd" in mail.text) == (True, False)
