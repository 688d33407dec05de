"""認証アプリ: registered with its first code, asked for ever after; each step counts once (RFC 6238)."""

import uuid
from dataclasses import dataclass

from flask import Response
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session
from wtforms import StringField
from wtforms.validators import InputRequired, Regexp

from adapters.keys import KeyPurpose
from adapters.second_factors import TotpMaker, enrolment_address, enrolment_picture, time_step
from adapters.secrets import NoKeyOpens
from contracts.authentication import Factor
from contracts.locking import MOST_CODE_TRIES
from contracts.one_time_codes import as_typed
from database.engine import now_of
from database.factors import SecondFactor
from database.party_sessions import give_try_back
from database.queries.visits import Visit
from database.second_factors import (
    Enrolment,
    HasFactorAlready,
    count_up,
    enrol,
    factors_of,
    times_enrolled,
)
from webapp.counterparty import guard
from webapp.counterparty.asking import UNPROCESSABLE
from webapp.counterparty.authentication.choices import lines_of
from webapp.counterparty.authentication.stepping import counted, led_on, locked, shown, stepped_up, tries_left
from webapp.counterparty.authentication.ways import others, way_back
from webapp.counterparty.blueprint import blueprint
from webapp.counterparty.forms import VisitForm
from webapp.parts import parts

GROUP = 4


class TotpForm(VisitForm):
    code = StringField(
        _l("認証アプリの6桁の数字"),
        [
            InputRequired(_l("認証アプリの6桁の数字を入力してください。")),
            Regexp(r"\d{6}\Z", message=_l("6桁の数字を入力してください。")),
        ],
        filters=[lambda typed: as_typed(typed or "")],
        render_kw={"autocomplete": "one-time-code", "inputmode": "numeric", "maxlength": 12},
    )


@dataclass(frozen=True, slots=True)
class Held:
    """The person's secret: of `row`, or proposed to this visit when there is no row yet."""

    secret: str
    row: SecondFactor | None


@blueprint.get("/authentication/totp")
def totp() -> Response:
    found = guard.visit()
    return way_back(found, Factor.TOTP) or _asked(found, TotpForm())


@blueprint.post("/authentication/totp")
def enter_totp() -> Response:
    found, form = guard.visit(), TotpForm()
    back = way_back(found, Factor.TOTP)
    if back or not form.validate():
        return back or _asked(found, form, UNPROCESSABLE)
    try:
        return _tried(found, form)
    except HasFactorAlready:
        form.code.errors = [_("別の画面で二段階認証が登録されました。登録した方法で認証してください。")]
        return _asked(found, form, UNPROCESSABLE)


def _tried(found: Visit, form: TotpForm) -> Response:
    secret, proved = None, None
    with parts().database.writing() as session:
        tries = counted(session, found, Factor.TOTP)
        if tries is not None:
            proved = _proved(session, found, str(form.code.data))
        if proved and tries is not None:
            give_try_back(session, found.party, tries)
            secret = stepped_up(session, found, Factor.TOTP, is_new=proved.row is None)
    if proved:
        return led_on(found, secret)
    if tries is None or tries >= MOST_CODE_TRIES:
        return locked(found, Factor.TOTP)
    left = tries_left(tries)
    form.code.errors = [
        _("数字が違うか、使用済みです。次に表示される数字を入力してください。%(left)s", left=left)
    ]
    return _asked(found, form, UNPROCESSABLE)


def _proved(session: Session, found: Visit, code: str) -> Held | None:
    """Return what the code proves, registered or counted up already. Raises HasFactorAlready."""
    held = _held(session, found)
    step = time_step(held.secret, code, now_of(session))
    if step is None:
        return None
    if held.row is not None:
        return held if count_up(session, held.row, step) else None
    public_id = str(uuid.uuid4())
    sealed = _maker().sealed(held.secret, public_id)
    enrol(session, found.party, Enrolment(Factor.TOTP, public_id, public_id, sealed, step))
    return held


def _held(session: Session, found: Visit) -> Held:
    rows = [row for row in factors_of(session, found.party) if row.kind == Factor.TOTP]
    visit = found.session.public_id if found.session else ""
    proposed = _maker().proposed(visit, times_enrolled(session, found.party))
    if not rows:
        return Held(proposed, None)
    try:
        return Held(_maker().opened(rows[0].secret, rows[0].public_id), rows[0])
    except NoKeyOpens:  # a restore brought it back after its key was retired: no digits are right
        return Held(proposed, rows[0])


def _maker() -> TotpMaker:
    return TotpMaker(parts().keys.derived(KeyPurpose.SECOND_FACTORS))


def _asked(found: Visit, form: TotpForm, status: int = 200) -> Response:
    with parts().database.reading() as session:
        held = _held(session, found)
    proposed = "" if held.row else held.secret
    account, issuer = found.party.mail or found.party.phone, found.contract.organization.name
    address = enrolment_address(proposed, account, issuer) if proposed else ""
    return shown(
        "totp",
        found,
        status,
        form=form.drawn_for(found),
        address=address,
        picture=enrolment_picture(address) if address else "",
        groups=[proposed[at : at + GROUP] for at in range(0, len(proposed), GROUP)],
        others=lines_of(others(found, Factor.TOTP)),
    )
