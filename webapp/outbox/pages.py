from flask import Response, abort, render_template

from webapp.outbox.blueprint import blueprint
from webapp.outbox.letters import Letter, letter_named, letters_in
from webapp.parts import parts
from webapp.shell.headers import CONTENT_SECURITY_POLICY

# The list may frame the mail; the mail may do nothing but be styled.
FRAMING_POLICY = f"{CONTENT_SECURITY_POLICY}; frame-src 'self'"
FRAMED_POLICY = "sandbox; default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'"


@blueprint.get("")
def mailbox() -> str:
    return render_template("outbox/mailbox.html", letters=letters_in(parts().settings.outbox))


@blueprint.get("/<name>")
def letter(name: str) -> Response:
    page = Response(render_template("outbox/letter.html", letter=_letter_or_404(name)))
    page.headers["Content-Security-Policy"] = FRAMING_POLICY
    return page


@blueprint.get("/<name>/body.html")
def body(name: str) -> Response:
    page = Response(_letter_or_404(name).html)
    page.headers["Content-Security-Policy"] = FRAMED_POLICY
    page.headers["X-Frame-Options"] = "SAMEORIGIN"
    return page


def _letter_or_404(name: str) -> Letter:
    return letter_named(parts().settings.outbox, name) or abort(404)
