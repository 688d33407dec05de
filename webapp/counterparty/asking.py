"""Asking the engine for an act of the party, and what to say when it does not simply happen."""

import uuid
from dataclasses import dataclass

from flask import request
from flask_babel import gettext as _

from contracts.acts import Act, Origin
from contracts.refusals import ReasonMissing, Refused
from database.queries.visits import Visit
from webapp.counterparty.pages import page, stop_with
from webapp.parts import parts
from webapp.texts.refusals import sentence_for
from workflows.door import EngineUnavailable, NotKnownYet

ACCEPTED, CONFLICT, UNPROCESSABLE, UNAVAILABLE = 202, 409, 422, 503
LONGEST_USER_AGENT = 300
KEPT_BY_THE_FORM = frozenset({"csrf_token"})


@dataclass(frozen=True, slots=True)
class Trouble:
    """An act that did not happen: the HTTP status and the sentence with its cure."""

    status: int
    sentence: str


def new_key() -> str:
    return uuid.uuid4().hex


def origin_of(found: Visit, session: str = "") -> Origin:
    """Return who asks: the link's party, whoever else is signed in in this browser (T20)."""
    return Origin(
        actor=found.party.public_id,
        address=request.remote_addr or "",
        user_agent=request.headers.get("User-Agent", "")[:LONGEST_USER_AGENT],
        session=session or (found.session.public_id if found.session else ""),
    )


def ask(found: Visit, act: Act) -> Trouble | None:
    """Ask for `act`; None if it is done. While the answer is out the page offers to ask again."""
    try:
        parts().engine.ask(found.contract.public_id, act)
    except Refused as refused:
        status = UNPROCESSABLE if isinstance(refused, ReasonMissing) else CONFLICT
        return Trouble(status, sentence_for(refused))
    except EngineUnavailable:
        return Trouble(
            UNAVAILABLE,
            _("ただいま操作を受け付けられません。この操作は行われていません。1分ほど待ってから、もう一度操作してください。"),
        )
    except NotKnownYet:
        stop_with(page("waiting", found, ACCEPTED, sent=_sent_again()))
    return None


def _sent_again() -> list[tuple[str, str]]:
    """Return the same fields with the same key: asked twice is done once (T66)."""
    pairs = request.form.items(multi=True)
    return [(name, value) for name, value in pairs if name not in KEPT_BY_THE_FORM]
