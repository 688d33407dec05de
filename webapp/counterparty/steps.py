"""The steps of one visit, only those that apply (CS-13), and that none of them is skipped (T68)."""

from dataclasses import dataclass, replace

from flask import Response, request, url_for
from sqlalchemy.orm import Session

from database.evidence import ImprintRow
from database.party import Party
from database.queries.agreement import newest_imprint
from database.queries.handed_in import HandedItem, items_of_party
from database.queries.readings import view_of_reading
from database.queries.typed_values import Entry, entries_of
from database.queries.visits import Visit
from webapp.counterparty.guard import READING
from webapp.counterparty.indicator import Step, steps_for
from webapp.counterparty.pages import CONFLICT, go_to, page
from webapp.counterparty.simple_view import is_simple
from webapp.parts import parts

IN_SIMPLE_VIEW = {Step.CONTRACT: "counterparty.simple", Step.PREVIEW: "counterparty.simple_confirmation"}


@dataclass(frozen=True, slots=True)
class Given:
    """What the party has done so far in this visit and round; `view` is where it read the documents."""

    read: bool
    view: str
    items: list[HandedItem]
    entries: list[Entry]
    imprint: ImprintRow | None


def given_by(found: Visit) -> Given:
    with parts().database.reading() as session:
        return _given(session, found)


def _given(session: Session, found: Visit) -> Given:
    return Given(
        read=found.session is not None and found.session.read_at is not None,
        view=view_of_reading(session, found.session) if found.session else "",
        items=items_of_party(session, found.contract, found.party),
        entries=entries_of(session, found.party, found.link.round),
        imprint=newest_imprint(session, found.party),
    )


def open_step(party: Party, given: Given) -> Step:
    """Return the first step that is not finished yet."""
    done = {
        Step.CONTRACT: given.read,
        Step.DOCUMENTS: all(item.files for item in given.items if item.asked.required),
        Step.FIELDS: all(entry.is_filled for entry in given.entries if entry.row.required),
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
        return go_to(address_of(first))
    return page("skipped", found, CONFLICT, next_url=address_of(first))


def refusal_to_preview(found: Visit, given: Given) -> Response | None:
    """What was only ticked in 簡易表示版 is read on its own page before the preview with pages (CL-04)."""
    shown = replace(given, read=given.read and not given.view)
    return refusal_to_skip(found, shown, Step.PREVIEW)


def address_of(step: Step) -> str:
    """Return where the step is taken: in 簡易表示版 reading and agreeing have pages of their own."""
    return url_for(IN_SIMPLE_VIEW.get(step, step.endpoint) if is_simple() else step.endpoint)


def url_before(found: Visit, current: Step) -> str:
    steps = steps_for(found.party)
    return address_of(steps[steps.index(current) - 1])


def url_after(found: Visit, current: Step) -> str:
    steps = steps_for(found.party)
    return address_of(steps[steps.index(current) + 1])
