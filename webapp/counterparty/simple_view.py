"""Which browser came by the mail's link to 簡易表示版: from then on its way leads there (CL-04)."""

from flask import Response, request

from contracts.simple_view import SIMPLE
from webapp.shell.cookies import clear_cookie, cookie_name, set_cookie

COOKIE = "view"


def is_simple() -> bool:
    return request.cookies.get(cookie_name(COOKIE)) == SIMPLE


def chosen(response: Response) -> Response:
    set_cookie(response, COOKIE, SIMPLE)
    return response


def left(response: Response) -> Response:
    if is_simple():
        clear_cookie(response, COOKIE)
    return response
