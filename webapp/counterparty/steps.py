"""The steps of one visit, only those that apply (CS-13), and that none of them is skipped (T68)."""

from dataclasses import dataclass

from flask import Response, request, url_for
from sqlalchemy.orm import Session

from database.contract import Party
from database.evidence import ImprintRow
from database.queries.agreement import GivenDocument, given_documents, newest_imprint
from database.queries.visits import Visit
from webapp.counterparty.guard import READING
from webapp.counterparty.indicator import Step, steps_for
from webapp.counterparty.pages import CONFLICT, go_to, page
from webapp.parts import parts


@dataclass(frozen=True, slots=True)
class Given:
    """What the party has done so far in this visit and round."""

    read: bool
    documents: dict[str, GivenDocument]
    imprint: ImprintRow | None


def given_by(found: Visit) -> Given:
    with parts().database.reading() as session:
        return _given(session, found)


def _given(session: Session, found: Visit) -> Given:
    return Given(
        read=found.session is not None and found.session.read_at is not None,
        documents=given_documents(session, found.contract, found.party),
        imprint=newest_imprint(session, found.party),
    )


def open_step(party: Party, given: Given) -> Step:
    """Return the first step that is not finished yet."""
    done = {
        Step.CONTRACT: given.read,
        Step.DOCUMENTS: all(asked.public_id in given.documents for asked in party.required_documents),
        Step.IMPRINT: given.imprint is not None,
        Step.PREVIEW: False,
    }
    return next(step for step in steps_for(party) if not done[step])


def refusal_to_skip(found: Visit, given: Given, wanted: Step) -> Response | None:
    """Return the way back when a step before `wanted` is open or `wanted` does not apply, else None."""
    steps = steps_for(found.party)
    first = open_step(found.party, given)
    if wanted in steps and steps.index(wanted) <= steps.index(first):
        return None
    if request.method in READING:
        return go_to(url_for(first.endpoint))
    return page("skipped", found, CONFLICT, next_url=url_for(first.endpoint))


def url_after(found: Visit, current: Step) -> str:
    steps = steps_for(found.party)
    return url_for(steps[steps.index(current) + 1].endpoint)
