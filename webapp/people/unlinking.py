"""会社のアカウントとの連携の解除: so that somebody who is another subject there can be linked again."""

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from contracts.roles import Permission
from database.queries.sign_on import link_of
from webapp.access.staff import by, require
from webapp.parts import parts
from webapp.people.blueprint import blueprint
from webapp.people.finding import user_or_404


@blueprint.get("/users/<public_id>/sso")
def unlinking(public_id: str) -> str:
    require(Permission.SET_SIGN_ON)
    with parts().database.reading() as session:
        user = user_or_404(session, public_id)
        if link_of(session, user) is None:
            abort(404)
    return render_template(
        "base/confirm.html",
        title=_("会社のアカウントとの連携を解除しますか"),
        object_name=f"{user.name}（{user.mail}）",
        consequence=_(
            "次に会社のアカウントでログインしたとき、メールアドレスで改めて連携します。プロバイダーでご本人のアカウントが作り直されたときに使います。操作ログに残します。"
        ),
        action_url=url_for("people.unlink", public_id=public_id),
        action_label=_("連携を解除する"),
        back_url=url_for("people.user", public_id=public_id),
    )


@blueprint.post("/users/<public_id>/sso")
def unlink(public_id: str) -> ResponseReturnValue:
    require(Permission.SET_SIGN_ON)
    with parts().database.writing() as session:
        user = user_or_404(session, public_id)
        link = link_of(session, user)
        if link is not None:
            by().tells(session, "sso_unlinked", user.public_id, issuer=link.issuer, known_as=link.subject)
            session.delete(link)
    flash(_("会社のアカウントとの連携を解除しました。"), "success")
    return redirect(url_for("people.user", public_id=public_id), 303)
