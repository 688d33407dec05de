"""Error pages in Japanese with what to do; a fault shows an id and never a trace (T78)."""

import logging
from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING

from flask import json, render_template, request
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException, InternalServerError, SecurityError
from werkzeug.wrappers import Response

from webapp.shell.error_texts import EXPIRED_FORM, ErrorText, text_for
from webapp.shell.request_log import request_id

if TYPE_CHECKING:
    from flask import Flask

log = logging.getLogger("warifu.web")
API_PREFIX = "/api/"


@dataclass(frozen=True, slots=True)
class ShownError:
    """What the template of an error page reads."""

    code: int
    title: str
    text: str
    cure: str
    reference: str | None


def install_errors(app: "Flask") -> None:
    app.register_error_handler(SecurityError, answer_wrong_host)
    app.register_error_handler(CSRFError, answer_expired_form)
    app.register_error_handler(HTTPException, answer_refusal)
    app.register_error_handler(Exception, answer_fault)


def answer_wrong_host(_error: HTTPException) -> Response:
    """Answer without a template: under a Host that is not ours no address can be built."""
    return Response(
        "このアドレスでは提供していません。\nNothing is served at this address.\n",
        status=400,
        content_type="text/plain; charset=utf-8",
    )


def answer_expired_form(error: HTTPException) -> Response:
    return _shown(error, EXPIRED_FORM)


def answer_refusal(error: HTTPException) -> Response:
    if error.code is None or error.code < 400:  # noqa: PLR2004  # a redirect is an HTTPException too
        return error.get_response()
    return _shown(error, text_for(error.code))


def answer_fault(error: Exception) -> Response:
    """Log the fault under the id that the page shows."""
    log.error("%s fault in %s", request_id(), request.endpoint, exc_info=error)
    return _shown(InternalServerError(), text_for(500))


def _shown(error: HTTPException, words: ErrorText) -> Response:
    code = error.code or 500
    shown = ShownError(
        code=code,
        title=str(words.title),
        text=str(words.text),
        cure=str(words.cure),
        reference=request_id() if code >= 500 else None,  # noqa: PLR2004  # HTTP's own border
    )
    response = _problem(shown) if request.path.startswith(API_PREFIX) else _page(shown)
    _keep_http_headers(error, response)
    return response


def _page(shown: ShownError) -> Response:
    """What broke the page, as a database that is away, may break its error page too: then the bare words."""
    try:
        body, kind = render_template("base/error.html", error=shown), "text/html"
    except Exception:
        log.exception("%s fault in the error page", request_id())
        lines = (shown.title, shown.text, shown.cure, shown.reference or "")
        body, kind = "\n".join(lines), "text/plain"
    return Response(body, status=shown.code, content_type=f"{kind}; charset=utf-8")


def _problem(shown: ShownError) -> Response:
    """RFC 9457 problem details, for callers of the API."""
    problem = {
        "type": "about:blank",
        "title": shown.title,
        "status": shown.code,
        "detail": shown.text,
        "code": HTTPStatus(shown.code).name.lower(),
    }
    if shown.reference:
        problem["instance"] = f"urn:warifu:request:{shown.reference}"
    return Response(json.dumps(problem), status=shown.code, content_type="application/problem+json")


def _keep_http_headers(error: HTTPException, response: Response) -> None:
    """Allow of a 405 and Retry-After of a 429 or 503 belong to the answer whatever its body."""
    for name, value in error.get_headers():
        if name in {"Allow", "Retry-After", "WWW-Authenticate"}:
            response.headers[name] = value
