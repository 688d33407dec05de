"""The language of each answer: the reader's choice, else what is known of them, else what they ask for."""

from typing import TYPE_CHECKING
from urllib.parse import quote

from flask import abort, current_app, g, make_response, redirect, request
from flask_babel import Babel, get_locale, refresh
from werkzeug.exceptions import HTTPException

from contracts.languages import LANGUAGES, SOURCE
from webapp.shell.catalogues import TRANSLATIONS, compile_stale
from webapp.shell.cookies import cookie_name, set_cookie
from webapp.shell.redirects import own_path

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Flask, Response

TIME_ZONE = "Asia/Tokyo"
COOKIE = "language"
ONE_YEAR_SECONDS = 31_536_000
READING = frozenset({"GET", "HEAD"})


def install_babel(app: "Flask", remember: "Callable[[str], None] | None" = None) -> Babel:
    """Install the languages and the switch; `remember` is told each choice, so that mails follow it."""
    compile_stale()

    def choose_language() -> "Response":
        wanted = request.form.get("language", "")
        if wanted not in LANGUAGES:
            abort(400)
        if remember is not None:
            remember(wanted)
        response = make_response(redirect(own_path(request.form.get("next"), "/"), 303))
        set_cookie(response, COOKIE, wanted, ONE_YEAR_SECONDS)
        return response

    app.add_url_rule("/language", view_func=choose_language, methods=["POST"])
    app.add_template_global(reading_language, "reading_language")
    app.add_template_global(this_page, "this_page")
    app.jinja_env.globals["languages"] = LANGUAGES
    return Babel(
        app,
        default_locale=SOURCE,
        default_timezone=TIME_ZONE,
        default_translation_directories=str(TRANSLATIONS),
        locale_selector=language_of_request,
    )


def read_by(language: str) -> None:
    """Note the language of the person this request turned out to come from."""
    g.reader_language = language
    refresh()


def language_of_request() -> str:
    for known in (request.cookies.get(cookie_name(COOKIE)), g.get("reader_language")):
        if known in LANGUAGES:
            return str(known)
    return request.accept_languages.best_match(LANGUAGES) or SOURCE


def reading_language() -> str:
    """Return the language that texts are made in now; outside a request, Japanese."""
    locale = get_locale()
    return str(locale.language) if locale else SOURCE


def answers_for(address: str) -> None:
    """Name the GET address of the page that this request is answered with, where its own is none."""
    g.page_address = address


def this_page() -> str:
    """Return where the page shown can be opened again: its own address, or the nearest above that opens."""
    if named := g.get("page_address"):
        return str(named)
    if request.method in READING:
        query = request.query_string.decode("ascii", "ignore")
        return quote(request.path) + (f"?{query}" if query else "")
    path = request.path
    while path.count("/") > 1 and not _opens(path):
        path = path.rpartition("/")[0]
    return quote(path) if _opens(path) else "/"


def _opens(path: str) -> bool:
    adapter = current_app.create_url_adapter(request)
    try:
        return adapter is not None and adapter.test(path, "GET")
    except HTTPException:
        return False
