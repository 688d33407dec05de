"""心当たりのない依頼の報告: a public page that reaches whoever operates the installation (T53)."""

from webapp.abuse import pages
from webapp.abuse.blueprint import blueprint

__all__ = ["blueprint", "pages"]
