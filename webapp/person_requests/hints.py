"""Ticking which of the rows that a name or a phone hits are the person's."""

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from database.persons.hints import hints_for, tick
from database.persons.person import person_of
from webapp.access.staff import by, staff
from webapp.parts import parts
from webapp.person_requests.blueprint import blueprint
from webapp.person_requests.finding import open_request_or_404


@blueprint.post("/person-requests/<public_id>/hints")
def tick_hints(public_id: str) -> ResponseReturnValue:
    """Keep the ticks; what the page did not show (`offered`) is not touched by it."""
    chosen, offered = request.form.getlist("hint"), set(request.form.getlist("offered"))
    with parts().database.writing() as session:
        found = open_request_or_404(session, public_id)
        hints = hints_for(session, staff(), person_of(session, found))
        tick(session, by(), found, chosen, [one for one in hints if one.key in offered])
    flash(_("本人の記録を確かめました。"), "success")
    return redirect(url_for("person_requests.person_request", public_id=public_id), 303)
