"""パスキー: the browser does the ceremony (static/js/passkey.mjs) and the form carries its answer (MK-74)."""

import uuid

from flask import Response
from flask_babel import gettext as _
from sqlalchemy.orm import Session
from wtforms import HiddenField
from wtforms.validators import Length

from adapters.second_factors import NewPasskey, PasskeyRefused
from contracts.authentication import Factor
from database.engine import now_of
from database.factors import SecondFactor
from database.queries.visits import Visit
from database.second_factors import Enrolment, HasFactorAlready, count_up, enrol, factors_of, person_key
from webapp.counterparty import guard
from webapp.counterparty.asking import UNPROCESSABLE
from webapp.counterparty.authentication.choices import lines_of
from webapp.counterparty.authentication.stepping import led_on, shown, stepped_up
from webapp.counterparty.authentication.ways import others, passkeys, way_back
from webapp.counterparty.blueprint import blueprint
from webapp.counterparty.forms import VisitForm
from webapp.parts import parts

LONGEST_ANSWER = 20_000


class PasskeyForm(VisitForm):
    credential = HiddenField(validators=[Length(min=2, max=LONGEST_ANSWER)])


@blueprint.get("/authentication/passkey")
def passkey() -> Response:
    found = guard.visit()
    return way_back(found, Factor.PASSKEY) or _asked(found)


@blueprint.post("/authentication/passkey")
def use_passkey() -> Response:
    """One answer for every reason to refuse: what is known and what is not looks the same (T18)."""
    found, form = guard.visit(), PasskeyForm()
    back = way_back(found, Factor.PASSKEY)
    if back:
        return back
    try:
        return led_on(found, _proved(found, str(form.credential.data)) if form.validate() else _refused())
    except (PasskeyRefused, HasFactorAlready):
        trouble = _("パスキーを確認できませんでした。もう一度お試しいただくか、別の方法を選んでください。")
        return _asked(found, UNPROCESSABLE, trouble)


def _refused() -> str:
    raise PasskeyRefused


def _proved(found: Visit, answer: str) -> str | None:
    """Return the new session id. Raises PasskeyRefused, HasFactorAlready."""
    with parts().database.writing() as session:
        row = _row(session, found)
        if row is None:
            _enrol(session, found, answer)
        else:
            _use(session, found, row, answer)
        return stepped_up(session, found, Factor.PASSKEY, is_new=row is None)


def _enrol(session: Session, found: Visit, answer: str) -> None:
    made = passkeys().registered(answer, _session_of(found), now_of(session))
    new = Enrolment(Factor.PASSKEY, str(uuid.uuid4()), made.credential_id, made.public_key, made.sign_count)
    enrol(session, found.party, new)


def _use(session: Session, found: Visit, row: SecondFactor, answer: str) -> None:
    known = NewPasskey(row.credential_id, row.secret, row.counter)
    count = passkeys().used(answer, _session_of(found), now_of(session), known)
    if not count_up(session, row, count):
        raise PasskeyRefused


def _row(session: Session, found: Visit) -> SecondFactor | None:
    rows = factors_of(session, found.party)
    return next((row for row in rows if row.kind == Factor.PASSKEY), None)


def _session_of(found: Visit) -> str:
    return found.session.digest if found.session else ""


def _asked(found: Visit, status: int = 200, trouble: str = "") -> Response:
    with parts().database.reading() as session:
        row, now = _row(session, found), now_of(session)
    account, issuer = person_key(found.party), found.contract.organization.name
    if row is None:
        name = found.party.name
        options = passkeys().to_register(_session_of(found), now, account=account, name=name, issuer=issuer)
    else:
        options = passkeys().to_use(_session_of(found), now, row.credential_id)
    return shown(
        "passkey",
        found,
        status,
        form=PasskeyForm(formdata=None).drawn_for(found),
        options=options,
        is_known=row is not None,
        trouble=trouble,
        others=lines_of(others(found, Factor.PASSKEY)),
    )
