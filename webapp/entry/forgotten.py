"""パスワードをお忘れの場合: the same answer for every address, known or not (IM-06, T18)."""

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from contracts.messages import NoticeKind
from database.queries.resets import Forgotten, ask_reset, asks_too_often
from webapp.access.link_asking import SEE_OTHER, LinkForm, ask_for_link, link_maker
from webapp.entry.blueprint import blueprint
from webapp.parts import parts


@blueprint.get("/password/reset")
def forgotten() -> ResponseReturnValue:
    return _page(LinkForm(), 200)


@blueprint.post("/password/reset")
def forget() -> ResponseReturnValue:
    form = LinkForm()
    status = ask_for_link(form, _filed, NoticeKind.PASSWORD_RESET)
    return redirect(url_for("entry.reset_asked"), SEE_OTHER) if status == SEE_OTHER else _page(form, status)


@blueprint.get("/password/reset/sent")
def reset_asked() -> str:
    return render_template("entry/reset_asked.html")


def _filed(form: LinkForm) -> bool:
    """File the request unless too many came from where it comes from; the same key is filed once."""
    asked_from = (request.remote_addr or "")[:64]
    with parts().database.writing() as rows:
        if asks_too_often(rows, asked_from):
            return False
        ask_reset(rows, Forgotten(form.key.data, form.mail.data, asked_from, link_maker().mint()))
    return True


def _page(form: LinkForm, status: int) -> ResponseReturnValue:
    return render_template("entry/forgotten.html", form=form), status
