"""社外共有: somebody outside reads one version by a link and a code, and writes beside it (MK-41)."""

from webapp.shared import document, guard, opening
from webapp.shared.blueprint import blueprint

__all__ = ["blueprint", "document", "guard", "opening"]
