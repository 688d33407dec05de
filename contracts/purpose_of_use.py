"""Which text of 利用目的 is shown before a 本人確認書類 is handed in (LW-37)."""

PURPOSE_VERSION = "2026-11"
"""templates/counterparty/purposes has the texts under this name; the Japanese one prevails."""
