"""変更箇所だけ見る: what the new version says otherwise, beside the reason and the answer (NX-04)."""

from functools import lru_cache

from flask import Response, abort, request

from adapters.comparing import Change, changes_between, sentences_of
from adapters.confinement import ConfinedTaskFailed
from adapters.files import FileStore
from contracts.signing import FileIdentity
from database.queries.revised_documents import RevisedDocument
from database.queries.rounds import revision_of
from database.queries.visits import Visit
from webapp.counterparty import guard
from webapp.counterparty.blueprint import blueprint
from webapp.counterparty.indicator import Step, labels_for
from webapp.counterparty.pages import page
from webapp.parts import parts
from webapp.tabs import tabs_for

MOST_SHOWN = 300


@blueprint.get("/changes")
def changes() -> Response:
    found = guard.visit()
    with parts().database.reading() as session:
        revised = revision_of(session, found.contract, found.party)
    if revised is None:
        abort(404)
    labels, now = labels_for(found.party, Step.CONTRACT)
    documents = revised.envelope.documents
    tabs = tabs_for([one.name for one in documents], request.args, "counterparty.changes")
    shown = documents[tabs.now - 1]
    seen = _changes(shown)
    return page(
        "changes",
        found,
        revised=revised,
        tabs=tabs,
        is_new=shown.old is None,
        changes=seen[:MOST_SHOWN] if seen is not None else None,
        left_out=max(0, len(seen or ()) - MOST_SHOWN),
        step_labels=labels,
        step_now=now,
    )


def is_revised(found: Visit) -> bool:
    with parts().database.reading() as session:
        return revision_of(session, found.contract, found.party) is not None


def _changes(shown: RevisedDocument) -> tuple[Change, ...] | None:
    """Return the differences, or None when there are no words to compare: a scan, a busy machine."""
    if shown.old is None:
        return None
    try:
        return compared(parts().files, shown.old, shown.new)
    except ConfinedTaskFailed:
        return None


@lru_cache(maxsize=100)
def compared(files: FileStore, old: FileIdentity, new: FileIdentity) -> tuple[Change, ...] | None:
    """Two stored files never change, so they are compared once."""
    was, now = sentences_of(files.read(old)), sentences_of(files.read(new))
    return changes_between(was, now) if was and now else None
