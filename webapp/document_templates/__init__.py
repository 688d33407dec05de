"""文書テンプレート: kept, changed, and used for new drafts (MK-50)."""

from webapp.document_templates import keeping, making, using
from webapp.document_templates.blueprint import blueprint

__all__ = ["blueprint", "keeping", "making", "using"]
