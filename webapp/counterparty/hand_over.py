"""書類を転送する: another takes the place; asked twice, then the old link is dead (CL-20 to CL-24)."""

from flask import Response, abort, request, url_for
from flask_babel import lazy_gettext as _l
from wtforms import StringField, TextAreaField
from wtforms.validators import DataRequired, Length

from contracts.acts import HandOver
from contracts.handing_over import Successor
from contracts.place import require_successor
from contracts.refusals import Refused
from database.queries.visits import Visit
from database.succession import keep_successor, mails_beside
from webapp.access.asking import Setback
from webapp.access.mail_field import spelled_as_mail
from webapp.counterparty import guard
from webapp.counterparty.asking import UNPROCESSABLE, ask, origin_of
from webapp.counterparty.blueprint import blueprint
from webapp.counterparty.forms import TOO_LONG, VisitForm, key_of
from webapp.counterparty.other_ways import other_ways
from webapp.counterparty.outsiders import require_outsider
from webapp.counterparty.pages import go_to, page
from webapp.parts import parts
from webapp.texts.refusals import sentence_for

LONGEST, LONGEST_MAIL, LONGEST_MESSAGE = 200, 320, 1000


class HandOverForm(VisitForm):
    name = StringField(
        _l("新しい方の氏名"),
        [DataRequired(_l("新しい方の氏名を入力してください。")), Length(max=LONGEST, message=TOO_LONG)],
        render_kw={"autocomplete": "off"},
    )
    mail = StringField(
        _l("新しい方のメールアドレス"),
        [
            DataRequired(_l("新しい方のメールアドレスを入力してください。")),
            Length(max=LONGEST_MAIL, message=TOO_LONG),
            spelled_as_mail,
        ],
        render_kw={"type": "email", "autocomplete": "off", "inputmode": "email"},
    )
    company = StringField(
        _l("会社名・団体名"), [Length(max=LONGEST, message=TOO_LONG)], render_kw={"autocomplete": "off"}
    )
    message = TextAreaField(_l("新しい方へのメッセージ"), [Length(max=LONGEST_MESSAGE, message=TOO_LONG)])

    def successor(self, language: str) -> Successor:
        company, name, mail = (str(one.data or "").strip() for one in (self.company, self.name, self.mail))
        return Successor(company, name, mail, language, str(self.message.data or "").strip())


@blueprint.get("/hand-over")
def hand_over() -> Response:
    found = _allowed()
    form = HandOverForm(formdata=None, data={"company": found.party.company})
    return _asked(found, form)


@blueprint.post("/hand-over")
def confirm_hand_over() -> Response:
    found, form = _allowed(), HandOverForm()
    if not form.validate() or _is_refused(found, form):
        return _asked(found, form, UNPROCESSABLE)
    if request.form.get("step") == "edit":
        return _asked(found, form)
    if request.form.get("step") != "send":
        return page("hand_over_confirm", found, form=form)
    trouble = _handed_over(found, form)
    if trouble:
        return _asked(found, form, trouble.status, trouble.sentence)
    return go_to(url_for("counterparty.contract"))


def _allowed() -> Visit:
    found = guard.visit()
    return found if other_ways(found).hand_over else abort(404)


def _is_refused(found: Visit, form: HandOverForm) -> bool:
    """The sender's own people, and domains that it does not allow, are for its own signers alone."""
    mail, party = form.successor("").mail, found.party
    with parts().database.reading() as session:
        others = mails_beside(session, party)
    try:
        require_successor(mail, party.mail, others)
        if not party.own:
            require_outsider(found.contract, mail)
    except Refused as refused:
        form.mail.errors = [sentence_for(refused)]
    return bool(form.mail.errors)


def _handed_over(found: Visit, form: HandOverForm) -> Setback | None:
    """Keep who it is first, so that the act can name them; without the act that row is worth nothing."""
    key, party, number = key_of(form), found.party, found.link.round
    with parts().database.writing() as session:
        holding = keep_successor(session, party, number, key, form.successor(party.language))
    act = HandOver(key, origin_of(found), party.public_id, number, holding.id, holding.digest)
    return ask(found, act)


def _asked(found: Visit, form: HandOverForm, status: int = 200, trouble: str = "") -> Response:
    return page("hand_over", found, status, form=form.drawn_for(found), trouble=trouble)
