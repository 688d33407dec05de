"""認証アプリ of staff: the six digits, and what a page shows to register them (GM-35)."""

from datetime import datetime

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import StringField
from wtforms.validators import DataRequired

from adapters.keys import KeyPurpose
from adapters.second_factors import TotpMaker, time_step
from adapters.secrets import NoKeyOpens
from contracts.one_time_codes import as_typed
from database.engine import now_of
from database.people import User
from database.staff_factor import StaffFactor
from database.staff_factors import count_try, factor_of, take_recovery_code, take_step
from webapp.parts import parts

DIGITS, LONGEST = 6, 40
GROUP = 4


class CodeForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF is untyped
    code = StringField(
        _l("認証アプリの6桁の数字"),
        [DataRequired(_l("認証アプリの6桁の数字を入力してください。"))],
        render_kw={"autocomplete": "one-time-code", "maxlength": LONGEST, "autocapitalize": "none"},
    )


def maker() -> TotpMaker:
    return TotpMaker(parts().keys.derived(KeyPurpose.SECOND_FACTORS))


def in_groups(secret: str) -> list[str]:
    return [secret[at : at + GROUP] for at in range(0, len(secret), GROUP)]


def proves(user: User, typed: str) -> bool:
    """Count the try, whatever comes of it, and tell whether the code is good: of the app, or to recover."""
    with parts().database.writing() as session:
        factor = factor_of(session, user)
        if factor is None or not count_try(factor, now_of(session)):
            return False
    with parts().database.writing() as session:
        held = session.get_one(StaffFactor, factor.id)
        step = _step(held, typed, now_of(session))
        if step is not None:
            return take_step(session, held, step)
        return take_recovery_code(session, held, typed)


def _step(held: StaffFactor, typed: str, now: datetime) -> int | None:
    """A restore may have brought back a secret whose key is gone: recovery codes still let its owner in."""
    try:
        return time_step(maker().opened(held.secret, held.public_id), as_typed(typed), now)
    except NoKeyOpens:
        return None
