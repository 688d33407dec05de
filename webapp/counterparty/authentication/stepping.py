"""What every way ends with: a new session id, or a try less and at last the lock (T15, T19)."""

from flask import Response, url_for
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from adapters.secrets import new_session_id, token_digest
from contracts.authentication import Factor
from contracts.locking import MOST_CODE_TRIES, lock_of
from database.party_sessions import StepUp, count_code_try, step_up
from database.queries.visits import Visit
from webapp.counterparty import guard
from webapp.counterparty.asking import ask, origin_of
from webapp.counterparty.authentication.ways import ENDPOINTS
from webapp.counterparty.indicator import received
from webapp.counterparty.pages import CONFLICT, go_to, page
from webapp.counterparty.telling import tell
from webapp.shell.cookies import set_cookie


def counted(session: Session, found: Visit, factor: Factor) -> int | None:
    """Count a try of the party before anything is compared; None if there is none left."""
    tries = count_code_try(session, found.party)
    told = tries or MOST_CODE_TRIES + 1
    if factor is Factor.ACCESS_CODE:
        tell(session, found, "access_code_tried", tries=told)
    else:
        tell(session, found, "factor_tried", factor=factor.value, tries=told)
    return tries


def stepped_up(session: Session, found: Visit, factor: Factor, *, is_new: bool = False) -> str | None:
    """Return the session's new id, or None if another request has stepped it up meanwhile."""
    secret = new_session_id()
    step = StepUp(factor, token_digest(secret), found.is_complete_with(factor), is_new)
    if found.session is None or not step_up(session, found.session, found.party, step):
        return None
    if factor is Factor.ACCESS_CODE:
        tell(session, found, "access_code_passed")
    else:
        tell(session, found, "factor_enrolled" if is_new else "factor_passed", factor=factor.value)
    return secret


def led_on(found: Visit, secret: str | None) -> Response:
    """Go on to where the visit starts; the guard knows whether something is still to be passed."""
    response = go_to(url_for(guard.start_of(found)))
    if secret is not None:
        set_cookie(response, guard.COOKIE, secret)
    return response


def tries_left(tries: int) -> str:
    return str(_("あと%(left)d回入力できます。", left=MOST_CODE_TRIES - tries))


def locked(found: Visit, factor: Factor) -> Response:
    """Tell the engine, which tells the sender; should it be away, the next try tells it again."""
    if not found.is_beside:
        act = lock_of(origin_of(found), found.party.public_id, found.contract.sequence)
        ask(found, act, look_at=url_for(ENDPOINTS[factor]))
    return page("state", found, CONFLICT, state="locked")


def shown(template: str, found: Visit, status: int = 200, **facts: object) -> Response:
    """Render a page of a way, with the steps as far as they may be told before it is passed."""
    labels, now = received(found.party)
    told = [] if found.is_beside else labels
    return page(template, found, status, step_labels=told, step_now=now, **facts)
