"""Coming in and going out: the only staff pages without a guard."""

from flask import Blueprint

blueprint = Blueprint("entry", __name__)

from webapp.entry import passwords, sign_in  # noqa: E402, F401 -- the modules add their routes to `blueprint`
