"""カレンダーの購読: a secret address for the person's own calendar program, shown once (MK-23)."""

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import HiddenField, RadioField
from wtforms.fields import SelectChoice
from wtforms.validators import Regexp

from adapters.keys import KeyPurpose
from adapters.secrets import link_token, token_digest
from contracts.refusals import Refused
from contracts.roles import Permission
from database.calendar_feeds import feeds_of, issue_feed, revoke_feed
from webapp.access.asking import new_key
from webapp.access.staff import policies, require, staff
from webapp.deadlines.blueprint import blueprint
from webapp.parts import parts
from webapp.texts.deadlines import TELLINGS
from webapp.texts.refusals import sentence_for


class FeedForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF is untyped
    key = HiddenField(default=new_key, validators=[Regexp(r"[0-9a-f]{32}")])
    telling = RadioField(
        _l("載せる内容"),
        choices=[SelectChoice(value, label) for value, label in TELLINGS.items()],
        default="title",
    )


@blueprint.get("/own-settings/calendar")
def feeds() -> str:
    require(Permission.READ)
    return _page(FeedForm(None))


@blueprint.post("/own-settings/calendar")
def add_feed() -> ResponseReturnValue:
    """The address is in this answer alone; the same form sent again shows the same one, no page does."""
    require(Permission.READ)
    form = FeedForm()
    if not form.validate():
        return _page(form), 422
    token = _token(form.key.data)
    try:
        with parts().database.writing() as session:
            issue_feed(session, staff().user, token_digest(token), form.telling.data)
    except Refused as refused:
        form.telling.errors = [sentence_for(refused)]
        return _page(form), 409
    return _page(FeedForm(None), f"{parts().settings.base_url}/calendar/{token}.ics")


@blueprint.post("/own-settings/calendar/<feed>/revocation")
def take_feed(feed: str) -> ResponseReturnValue:
    require(Permission.READ)
    with parts().database.writing() as session:
        if not revoke_feed(session, staff().user, feed):
            abort(404)
    flash(_("配信用のURLを無効にしました。"), "success")
    return redirect(url_for("deadlines.feeds"), 303)


def _token(key: str) -> str:
    """Return the 43 characters that this person's form makes, by a key that is in no database."""
    secret = parts().keys.derived(KeyPurpose.LINKS).newest
    return link_token(secret, f"calendar {staff().user.public_id} {key}".encode())


def _page(form: FeedForm, address: str = "") -> str:
    with parts().database.reading() as session:
        return render_template(
            "deadlines/feeds.html",
            form=form,
            address=address,
            feeds=feeds_of(session, staff().user),
            tellings=TELLINGS,
            is_fenced=bool(policies().networks),
        )
