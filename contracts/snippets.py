"""Where a 定型文 is put in (domain.md IM-41)."""

from enum import StrEnum

LONGEST = 2_000


class Place(StrEnum):
    """アクセスコードのヒント / コメント."""

    HINT = "hint"
    COMMENT = "comment"
