"""電子契約用メールアドレス届出: the public form of an organisation, for people without an account (GM-05)."""

from webapp.filing import confirming, form_page
from webapp.filing.blueprint import blueprint

__all__ = ["blueprint", "confirming", "form_page"]
