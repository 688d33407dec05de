"""パスワードの再設定: the person chooses it by a link of their own; whoever asks never learns it (T09)."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from contracts.accounts import require_above
from contracts.messages import NoticeKind, NoticeRequest
from contracts.refusals import Refused
from contracts.roles import Permission, Role
from database.people import User
from database.queries.resets import Forgotten, ask_reset
from database.sessions import end_staff_sessions
from webapp.access.asking import new_key
from webapp.access.link_asking import link_maker
from webapp.access.staff import by, require, staff
from webapp.parts import parts
from webapp.people.blueprint import blueprint
from webapp.people.finding import user_or_404
from webapp.texts.refusals import sentence_for
from workflows.door import EngineUnavailable, NotKnownYet


@blueprint.get("/users/<public_id>/password")
def password(public_id: str) -> str:
    require(Permission.MANAGE_USERS)
    with parts().database.reading() as session:
        user = user_or_404(session, public_id)
    return render_template(
        "base/confirm.html",
        title=_("パスワードの再設定を送りますか"),
        object_name=f"{user.name}（{user.mail}）",
        consequence=_(
            "ログイン中のすべての端末からログアウトし、新しいパスワードを決めるためのリンクをご本人にメールで送ります。操作ログに残ります。"
        ),
        action_url=url_for("people.reset_password", public_id=public_id),
        action_label=_("再設定のメールを送る"),
        back_url=url_for("people.user", public_id=public_id),
        danger=False,
    )


@blueprint.post("/users/<public_id>/password")
def reset_password(public_id: str) -> ResponseReturnValue:
    require(Permission.MANAGE_USERS)
    key = new_key()
    try:
        with parts().database.reading() as session:
            user = user_or_404(session, public_id)
            require_above(Role(staff().user.role), Role(user.role))
        _filed(user, key)
        parts().engine.notify(NoticeRequest(NoticeKind.PASSWORD_RESET, key))
    except Refused as refused:
        flash(sentence_for(refused), "error")
    except (EngineUnavailable, NotKnownYet):
        flash(_("メールを送る仕組みが応答していません。1分ほど待ってから、もう一度お試しください。"), "error")
    else:
        flash(_("パスワードの再設定のメールを送ります。"), "success")
    return redirect(url_for("people.user", public_id=public_id), 303)


def _filed(user: User, key: str) -> None:
    with parts().database.writing() as session:
        row = user_or_404(session, user.public_id)
        ask_reset(session, Forgotten(key, row.mail, by().address, link_maker().mint()))
        end_staff_sessions(session, row)
        by().tells(session, "user_reset_asked", row.public_id)
