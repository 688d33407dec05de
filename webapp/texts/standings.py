"""自社の立場 (AD-01) and 区分 (IM-28) in plain words."""

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

STANDINGS: dict[str, LazyString] = {
    "sender_agrees": _l("自社は当事者で、送信することが自社の同意になる"),
    "own_signer": _l("自社は当事者で、自社署名者が署名する"),
    "agent": _l("自社は当事者の代理人として手続きする"),
    "broker": _l("自社は当事者ではなく、媒介する"),
}
KINDS: dict[str, LazyString] = {
    "individual": _l("個人"),
    "corporate_informal": _l("法人（認印）"),
    "corporate_registered": _l("法人（実印）"),
}


def standing_label(code: str) -> str:
    return str(STANDINGS.get(code, ""))


def kind_label(code: str) -> str:
    return str(KINDS.get(code, ""))
