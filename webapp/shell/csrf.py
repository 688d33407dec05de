"""Forged posts are refused twice: by where the browser says they come from, and by a token (T21)."""

from typing import TYPE_CHECKING

from flask import abort, current_app, request
from flask_wtf import CSRFProtect

if TYPE_CHECKING:
    from flask import Flask

READING = frozenset({"GET", "HEAD", "OPTIONS"})
OWN_SITE = frozenset({"same-origin", "none"})


def install_csrf(app: "Flask") -> CSRFProtect:
    """Return the guard, so that a blueprint whose callers carry bearer tokens can be exempted."""
    app.before_request(refuse_foreign_posts)
    # A contract may be read for hours: the token lives as long as the session. Our Referrer-Policy
    # sends no Referer, which the strict check would demand; refuse_foreign_posts takes its place.
    app.config.update(WTF_CSRF_TIME_LIMIT=None, WTF_CSRF_SSL_STRICT=False)
    return CSRFProtect(app)


def refuse_foreign_posts() -> None:
    if request.method in READING or request.routing_exception is not None:
        return
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        if site not in OWN_SITE:
            abort(403)
        return
    require_own_origin()


def require_own_origin() -> None:
    """Refuse a foreign Origin; "null" (older browsers, from our no-referrer pages) is left to the token."""
    origin = request.headers.get("Origin", "null")
    scheme = current_app.config["PREFERRED_URL_SCHEME"]
    if origin not in {"null", f"{scheme}://{request.host}"}:
        abort(403)
