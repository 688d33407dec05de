"""Asking for the mail of a registration or a password; no answer tells who has an account (T18)."""

from functools import partial

from flask import request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l
from wtforms import StringField
from wtforms.validators import InputRequired, Length

from contracts.messages import NoticeKind
from database.queries.reader_links import LinkAsked, LinkFor, ask_reader_link, links_asked_too_often
from webapp.access.link_asking import LONGEST_ADDRESS, LinkForm, ask_for_link, link_maker
from webapp.access.mail_field import spelled_as_mail
from webapp.parts import parts
from webapp.readers.blueprint import blueprint
from webapp.readers.guard import host
from webapp.readers.pages import CONFLICT, SEE_OTHER, go_to, is_open_to_new, page
from webapp.shell.languages import reading_language


class AddressForm(LinkForm):
    mail = StringField(
        _l("メールアドレス"),
        [
            InputRequired(_l("メールアドレスを入力してください。")),
            Length(max=LONGEST_ADDRESS, message=_l("メールアドレスは320文字以内で入力してください。")),
            spelled_as_mail,
        ],
    )


@blueprint.get("/registration")
def registration() -> ResponseReturnValue:
    return page("registration", form=AddressForm()) if is_open_to_new(host()) else page("not_open")


@blueprint.post("/registration")
def ask_registration() -> ResponseReturnValue:
    if not is_open_to_new(host()):
        return page("not_open", CONFLICT)
    return _answer("registration", LinkFor.REGISTRATION)


@blueprint.get("/password/reset")
def forgotten() -> ResponseReturnValue:
    return page("forgotten", form=AddressForm())


@blueprint.post("/password/reset")
def forget() -> ResponseReturnValue:
    return _answer("forgotten", LinkFor.PASSWORD)


@blueprint.get("/link")
def link_sent() -> ResponseReturnValue:
    return page("link_sent", is_new=request.args.get("purpose") == LinkFor.REGISTRATION)


def _answer(template: str, purpose: LinkFor) -> ResponseReturnValue:
    form = AddressForm()
    status = ask_for_link(form, partial(_filed, purpose), NoticeKind.READER_LINK)
    if status == SEE_OTHER:
        return go_to(url_for("readers.link_sent", purpose=purpose.value))
    return page(template, status, form=form)


def _filed(purpose: LinkFor, form: LinkForm) -> bool:
    remote = (request.remote_addr or "")[:64]
    asked = LinkAsked(form.key.data, purpose, form.mail.data, reading_language(), remote, link_maker().mint())
    whose = host()
    with parts().database.writing() as rows:
        if links_asked_too_often(rows, remote):
            return False
        ask_reader_link(rows, whose, asked)
    return True
