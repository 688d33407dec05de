"""A code that is sent: asked for by a button, typed into the same page, worth ten minutes (T16, T17)."""

from dataclasses import dataclass

from flask import Response, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import StringField
from wtforms.validators import InputRequired, Regexp

from contracts.authentication import Factor
from contracts.messages import NoticeKind, NoticeRequest
from contracts.one_time_codes import CodeBinding, CodeChannel, CodePurpose, as_typed
from database.one_time_codes import (
    CodeAsked,
    CodesUsedUp,
    CodeTried,
    Outcome,
    Trial,
    issue_code,
    live_code,
    try_code,
)
from database.queries.visits import Visit
from webapp.access.codes import code_maker
from webapp.counterparty import guard
from webapp.counterparty.asking import UNPROCESSABLE
from webapp.counterparty.authentication.choices import lines_of
from webapp.counterparty.authentication.stepping import led_on, locked, shown, stepped_up
from webapp.counterparty.authentication.ways import ENDPOINTS, others, way_back
from webapp.counterparty.forms import VisitForm
from webapp.counterparty.pages import go_to
from webapp.parts import parts
from webapp.texts.factors import masked_mail, masked_phone
from workflows.door import EngineUnavailable, NotKnownYet

TOO_MANY, UNAVAILABLE = 429, 503
FACTOR_OF = {CodeChannel.MAIL: Factor.MAIL_CODE, CodeChannel.SMS: Factor.SMS_CODE}


class SentCodeForm(VisitForm):
    code = StringField(
        _l("認証コード"),
        [
            InputRequired(_l("認証コードを入力してください。")),
            Regexp(r"\d{6}\Z", message=_l("認証コードは6桁の数字です。")),
        ],
        filters=[lambda typed: as_typed(typed or "")],
        render_kw={"autocomplete": "one-time-code", "inputmode": "numeric", "maxlength": 12},
    )


@dataclass(frozen=True, slots=True)
class SentCode:
    """One way by which a code reaches the person."""

    channel: CodeChannel

    @property
    def factor(self) -> Factor:
        return FACTOR_OF[self.channel]

    def shown(self) -> Response:
        found = guard.visit()
        return way_back(found, self.factor) or self._page(found, SentCodeForm())

    def sent(self) -> Response:
        found = guard.visit()
        back = way_back(found, self.factor)
        return back or self._refused(found) or go_to(url_for(ENDPOINTS[self.factor]))

    def entered(self) -> Response:
        found, form = guard.visit(), SentCodeForm()
        back = way_back(found, self.factor)
        if back or not form.validate():
            return back or self._page(found, form, UNPROCESSABLE)
        proof = code_maker().proof(_binding(found), str(form.code.data))
        secret = None
        with parts().database.writing() as session:
            trial = try_code(session, CodeTried(found.party, _binding(found), _remote()), proof)
            if trial.outcome is Outcome.RIGHT and trial.code is not None:
                secret = stepped_up(session, found, FACTOR_OF[CodeChannel(trial.code.channel)])
        if trial.outcome is Outcome.RIGHT:
            return led_on(found, secret)
        return self._not_right(found, form, trial)

    def _not_right(self, found: Visit, form: SentCodeForm, trial: Trial) -> Response:
        if trial.outcome is Outcome.LOCKED:
            return locked(found, self.factor)
        if trial.outcome is Outcome.NONE_LIVE:
            form.code.errors = [_("この認証コードは使えません。新しい認証コードを送ってください。")]
        else:
            form.code.errors = [_("認証コードが違います。あと%(left)d回入力できます。", left=trial.left)]
        return self._page(found, form, UNPROCESSABLE)

    def _refused(self, found: Visit) -> Response | None:
        """Send a new code, or return the page that says why none was sent."""
        try:
            parts().engine.notify(NoticeRequest(NoticeKind.AUTH_CODE, self._issued(found)))
        except CodesUsedUp:
            sentence = _(
                "短い時間に多くの認証コードを送りました。1時間ほど待ってから、もう一度お試しください。"
            )
            return self._page(found, SentCodeForm(formdata=None), TOO_MANY, sentence)
        except (EngineUnavailable, NotKnownYet):
            sentence = _(
                "認証コードを送る仕組みが応答していません。1分ほど待ってから、もう一度お試しください。"
            )
            return self._page(found, SentCodeForm(formdata=None), UNAVAILABLE, sentence)
        return None

    def _issued(self, found: Visit) -> str:
        party, binding = found.party, _binding(found)
        facts = {"company": party.company, "name": party.name, "language": party.language}
        asked = CodeAsked(party, binding, self.channel, self._address(found), _remote(), facts)
        with parts().database.writing() as session:
            return issue_code(session, asked, code_maker().mint(binding)).public_id

    def _address(self, found: Visit) -> str:
        return found.party.mail if self.channel is CodeChannel.MAIL else found.party.phone

    def _page(self, found: Visit, form: SentCodeForm, status: int = 200, trouble: str = "") -> Response:
        with parts().database.reading() as session:
            code = live_code(session, found.party, _binding(found))
        address = self._address(found)
        return shown(
            "sent_code",
            found,
            status,
            form=form.drawn_for(found),
            trouble=trouble,
            channel=self.channel.value,
            address=masked_mail(address) if self.channel is CodeChannel.MAIL else masked_phone(address),
            is_sent=code is not None and code.channel == self.channel,
            others=lines_of(others(found, self.factor)),
        )


def _binding(found: Visit) -> CodeBinding:
    """The digest of the session's id: with the next step-up the code is worth nothing any more."""
    session = found.session.digest if found.session else ""
    return CodeBinding(found.party.public_id, CodePurpose.FACTOR, session)


def _remote() -> str:
    return (request.remote_addr or "")[:64]
