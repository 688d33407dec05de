"""動作確認用の送信箱: the recipients' mailbox of a trial on one machine, so no account is asked for (T05)."""

from webapp.outbox import pages
from webapp.outbox.blueprint import blueprint

__all__ = ["blueprint", "pages"]
