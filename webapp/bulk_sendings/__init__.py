"""一斉送信: one contract for each row of a file (MK-51)."""

from webapp.bulk_sendings import files, listing, preview, running, steering, taking
from webapp.bulk_sendings.blueprint import blueprint

__all__ = ["blueprint", "files", "listing", "preview", "running", "steering", "taking"]
