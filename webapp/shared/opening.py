"""The link and its access code: looking changes nothing, a try counts before it is compared (T13, T15)."""

from flask import Response, make_response, render_template, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import HiddenField, StringField
from wtforms.validators import DataRequired, Length

from adapters.passwords import access_code_matches
from adapters.secrets import new_session_id, token_digest
from contracts.locking import MOST_CODE_TRIES
from contracts.sharing import ShareState
from database.shares import SHARE_SESSION, count_try, open_share, state_now
from database.sharing import VersionShare
from webapp.parts import parts
from webapp.shared.blueprint import blueprint
from webapp.shared.guard import (
    CONFLICT,
    LINK_COOKIE,
    SESSION_COOKIE,
    UNPROCESSABLE,
    go_to,
    gone,
    linked_share,
    living,
)
from webapp.shell import clear_cookie, set_cookie

LONGEST_CODE = 200


class CodeForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF is untyped
    """`share` names what the form was drawn for: it must not open another (T20)."""

    share = HiddenField()
    code = StringField(
        _l("アクセスコード"),
        [
            DataRequired(_l("アクセスコードを入力してください。")),
            Length(max=LONGEST_CODE, message=_l("%(max)d文字以内で入力してください。")),
        ],
        render_kw={"autocomplete": "off", "spellcheck": "false"},
    )


@blueprint.get("/link/<token>")
def link(token: str) -> Response:
    """Mail scanners follow links: this only puts the token where the address bar does not show it."""
    found = living(token)
    if found is None:
        return gone()
    response = go_to(url_for("shared.code"))
    set_cookie(response, LINK_COOKIE, token, int(SHARE_SESSION.total_seconds()))
    return response


@blueprint.get("/code")
def code() -> Response:
    found = linked_share()
    return gone() if found is None else _page(found, CodeForm(None), 200)


@blueprint.post("/code")
def enter_code() -> Response:
    found, form = linked_share(), CodeForm()
    if found is None:
        return gone()
    if form.share.data != found.public_id:
        return gone(CONFLICT)
    if not form.validate():
        return _page(found, form, UNPROCESSABLE)
    if not _is_right(found, form.code.data):
        return _wrong(found, form)
    value = new_session_id()
    with parts().database.writing() as session:
        open_share(session, session.merge(found, load=False), token_digest(value))
    response = go_to(url_for("shared.document"))
    clear_cookie(response, LINK_COOKIE)
    set_cookie(response, SESSION_COOKIE, value, int(SHARE_SESSION.total_seconds()))
    return response


def _is_right(found: VersionShare, typed: str) -> bool:
    with parts().database.writing() as session:
        is_counted = count_try(session, session.merge(found, load=False))
    return is_counted and access_code_matches(found.code_hash, typed)


def _wrong(found: VersionShare, form: CodeForm) -> Response:
    with parts().database.reading() as session:
        row = session.get_one(VersionShare, found.id)
        is_open, tries = state_now(session, row) is ShareState.OPEN, row.code_tries
    if not is_open:
        return gone()
    left = _("あと%(left)d回入力できます。", left=MOST_CODE_TRIES - tries)
    form.code.errors = [_("アクセスコードが違います。%(left)s", left=left)]
    return _page(found, form, UNPROCESSABLE)


def _page(found: VersionShare, form: CodeForm, status: int) -> Response:
    """The code is never part of a page once it has been sent; nothing of the contract stands here."""
    form.share.data, form.code.data = found.public_id, ""
    return make_response(render_template("shared/code.html", form=form, share=found), status)
