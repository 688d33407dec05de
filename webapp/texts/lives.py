"""The words and tones of a concluded contract's life (domain.md D.1); the tones are those of a stage's badge."""

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

LIVES: dict[str, tuple[LazyString, str]] = {
    "unknown": (_l("未確認"), "draft"),
    "not_started": (_l("開始前"), "theirs"),
    "in_force": (_l("契約期間中"), "done"),
    "deciding": (_l("更新判断待ち"), "ours"),
    "ending": (_l("終了予定"), "stopped"),
    "unsettled": (_l("未確認（更新期間なし）"), "draft"),
    "ended": (_l("契約終了"), "stopped"),
    "terminated": (_l("解約"), "stopped"),
}


def life_label(code: str) -> LazyString:
    return LIVES[code][0]


def life_tone(code: str) -> str:
    return LIVES[code][1]
