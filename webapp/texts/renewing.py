"""自動更新 as it is chosen and shown: yes, no, and what nobody has said."""

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

RENEWING: dict[str, LazyString] = {"yes": _l("あり"), "no": _l("なし"), "unknown": _l("未確認")}


def renewing_label(code: str) -> LazyString:
    return RENEWING[code]


def renews_label(renews: bool | None) -> LazyString:  # noqa: FBT001 -- the value itself, as a column has it
    return RENEWING["unknown" if renews is None else "yes" if renews else "no"]
