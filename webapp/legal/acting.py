"""What every act on a contract's page does: ask, then show the page, changed or with what is wrong."""

from typing import Any

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue

from contracts.acts import Act
from webapp.access.asking import Setback, asked
from webapp.casefile import case_page
from webapp.parts import parts


def ask(public_id: str, act: Act) -> Setback | None:
    return asked(lambda: parts().engine.ask(public_id, act))


def done_or_shown(public_id: str, act: Act, sent: tuple[str, Any], told: str) -> ResponseReturnValue:
    """Ask for `act`; `sent` is the name of the form and the form, for the page that shows it again."""
    setback = ask(public_id, act)
    if setback is not None:
        return case_page(public_id, dict([sent]), setback)
    return done(public_id, told)


def done(public_id: str, told: str) -> ResponseReturnValue:
    flash(told, "success")
    return redirect(url_for("management.contract", public_id=public_id), 303)
