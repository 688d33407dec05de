"""The 理由 of each signature: who, how reached, when to the millisecond, how authenticated (CL-29, CL-30)."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta, timezone

JST = timezone(timedelta(hours=9), "JST")

FACTORS = {
    "mail_link": "メールのURL",
    "sms_link": "SMSのURL",
    "signing_url": "締結用URL",
    "mail_code": "メールの認証コード",
    "access_code": "アクセスコード",
    "sms_code": "SMSの認証コード",
    "totp": "認証アプリ",
    "passkey": "パスキー",
}
ENROLLED = "{factor}（この手続きの中で登録）"
PREPARED = "用意された署名で"
SELF_ISSUED = "名義人自身（自己署名）"
UNCHECKED = "発行者は割符が確認したものではありません"
_NO_BRACKETS = str.maketrans("()（）、", "〔〕〔〕・")


def instant_in_jst(at: datetime) -> str:
    """Return e.g. `2021-03-09 13:03:35.248 +0900 JST`."""
    local = at.astimezone(JST)
    return f"{local:%Y-%m-%d %H:%M:%S}.{local.microsecond // 1000:03d} +0900 JST"


def factors_told(authenticated: Sequence[str], enrolled: Collection[str]) -> list[str]:
    """Return the words for the factors; a second factor is only as old as its registration."""
    words = ((factor, FACTORS.get(factor, factor)) for factor in authenticated)
    return [ENROLLED.format(factor=word) if factor in enrolled else word for factor, word in words]


def record_name(number: str, sequence: int | str) -> str:
    """Return what a reason calls the recorded act it belongs to, e.g. `2026-000001/7` (LW-01).

    A party's own signature is named by its public id, which the agreement names in turn.
    """
    return f"{number}/{sequence}"


def creation_reason(name: str, mail: str, at: datetime, record: str, *, agrees: bool) -> str:
    """`agrees`: sending is the sender's own agreement (AD-01)."""
    act = "作成され、送信者として承認されました" if agrees else "作成されました"
    return f"{name}({mail})によって{instant_in_jst(at)}に{act}（記録: {record}）"


def agreement_reason(name: str, mail: str, at: datetime, record: str, factors: Sequence[str]) -> str:
    """`factors` as `factors_told` words them."""
    return f"{name}({mail})によって{instant_in_jst(at)}に承認されました{_how(record, factors)}"


def prepared_reason(name: str, mail: str, at: datetime, record: str, factors: Sequence[str]) -> str:
    """What a party signs itself is laid out `at` that time: the hour of its act is not known yet (LW-08)."""
    return f"{name}({mail})によって{instant_in_jst(at)}に{PREPARED}承認されました{_how(record, factors)}"


def _how(record: str, factors: Sequence[str]) -> str:
    return f"（認証: {'、'.join(factors)}、記録: {record}）"


def own_reason(agreed: str, subject: str, issuer: str, serial: str) -> str:
    """`agreed` as `agreement_reason` words it; the certificate is the party's own (LW-08).

    Its names are anybody's words: without brackets they cannot pass for a 理由.
    """
    named, by = subject.translate(_NO_BRACKETS), issuer.translate(_NO_BRACKETS)
    return f"{agreed}（署名者の証明書: {named}、発行者: {by}、番号: {serial}、{UNCHECKED}）"


def registered_name(name: str, registration: str) -> str:
    """Return what stands on the document for a 取引士 (LW-34)."""
    return f"{name}（登録番号 {registration}）"


def naming_reason(name: str, mail: str, at: datetime, record: str, factors: Sequence[str]) -> str:
    """A 取引士 agrees to nothing; `name` as `registered_name` words it (AD-03)."""
    when = instant_in_jst(at)
    return f"宅地建物取引士 {name}({mail})によって{when}に記名されました{_how(record, factors)}"


def prepared_naming_reason(name: str, mail: str, at: datetime, record: str, factors: Sequence[str]) -> str:
    """The same of what a 取引士 signs with a certificate of its own."""
    when = instant_in_jst(at)
    return f"宅地建物取引士 {name}({mail})によって{when}に{PREPARED}記名されました{_how(record, factors)}"


def final_reason(operator: str, at: datetime, record: str) -> str:
    when = instant_in_jst(at)
    return (
        f"{operator}が運用する割符によって{when}に締結処理が行われました（全当事者の承認後、記録: {record}）"
    )
