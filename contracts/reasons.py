"""The 理由 of each signature: who, how reached, when to the millisecond, how authenticated (CL-29, CL-30)."""

from collections.abc import Sequence
from datetime import datetime, timedelta, timezone

JST = timezone(timedelta(hours=9), "JST")

FACTORS = {"mail_link": "メールのURL", "access_code": "アクセスコード"}


def instant_in_jst(at: datetime) -> str:
    """Return e.g. `2021-03-09 13:03:35.248 +0900 JST`."""
    local = at.astimezone(JST)
    return f"{local:%Y-%m-%d %H:%M:%S}.{local.microsecond // 1000:03d} +0900 JST"


def record_name(number: str, sequence: int) -> str:
    """Return what a reason calls the recorded act it belongs to, e.g. `2026-000001/7` (LW-01)."""
    return f"{number}/{sequence}"


def creation_reason(name: str, mail: str, at: datetime, record: str, *, agrees: bool) -> str:
    """`agrees`: sending is the sender's own agreement (AD-01)."""
    act = "作成され、送信者として承認されました" if agrees else "作成されました"
    return f"{name}({mail})によって{instant_in_jst(at)}に{act}（記録: {record}）"


def agreement_reason(name: str, mail: str, at: datetime, record: str, authenticated: Sequence[str]) -> str:
    factors = "、".join(FACTORS.get(factor, factor) for factor in authenticated)
    return f"{name}({mail})によって{instant_in_jst(at)}に承認されました（認証: {factors}、記録: {record}）"


def final_reason(operator: str, at: datetime, record: str) -> str:
    when = instant_in_jst(at)
    return (
        f"{operator}が運用する割符によって{when}に締結処理が行われました（全当事者の承認後、記録: {record}）"
    )
