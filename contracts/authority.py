"""締結権限の宣言: in which capacity somebody agrees, kept as evidence (LW-07, CL-25, CS-40)."""

from enum import StrEnum

DECLARATION_VERSION = "2026-11"
"""Of the text that is shown beside the tick; the text itself lives with the pages."""


class Capacity(StrEnum):
    """本人 / 代理 / 使者."""

    PRINCIPAL = "principal"
    AGENT = "agent"
    MESSENGER = "messenger"
