"""The documents of the visit as they stand: which one is open, and which were gone through (GM-14)."""

from dataclasses import dataclass

from flask import abort, request, url_for

from adapters.confinement import ConfinedTaskFailed
from contracts.document_ways import Way
from contracts.signing import FileIdentity
from database.document_ways import ways_sent_to
from database.evidence import Revision
from database.queries.agreement import newest_revision
from database.queries.downloads import NamedFile, named_files, version_of_round
from database.queries.readings import documents_read
from database.queries.visits import Visit
from webapp.parts import parts
from webapp.pdf_answer import page_count
from webapp.tabs import Tabs, opened, tabs_for


@dataclass(frozen=True, slots=True)
class Envelope:
    """The newest signed revision of the round, every document that the party is sent, in order.

    `places` are those of `documents` in the whole envelope, from 1; on the pages of a party they count anew,
    and so does `read`. `signed` are the ones that its agreement signs, as on the pages (MK-65).
    """

    revision: Revision
    documents: tuple[NamedFile, ...]
    read: frozenset[int]
    places: tuple[int, ...]
    signed: frozenset[int]

    @property
    def place(self) -> int:
        """The document that `?document=` names, the first if none is named; 404 if there is no such."""
        return opened(request.args, len(self.documents))

    @property
    def position(self) -> int:
        """The place of the open document in the whole envelope, by which the record knows it."""
        return self.places[self.place - 1]

    @property
    def reads_only(self) -> bool:
        return self.place not in self.signed

    @property
    def divided(self) -> tuple[list[str], list[str]]:
        """Return the names of what is signed, and of what is read alone."""
        named = list(enumerate((one.name for one in self.documents), 1))
        signed = [name for at, name in named if at in self.signed]
        return signed, [name for at, name in named if at not in self.signed]

    @property
    def open(self) -> NamedFile:
        return self.documents[self.place - 1]

    def tabs(self, endpoint: str) -> Tabs:
        return tabs_for([one.name for one in self.documents], request.args, endpoint, self.read)

    def unread_after(self, place: int) -> int | None:
        """Return the next document that was not gone through, beginning anew at the end; None if all were."""
        count = len(self.documents)
        onwards = ((place + step - 1) % count + 1 for step in range(1, count + 1))
        return next((one for one in onwards if one not in self.read), None)


def envelope_of(found: Visit) -> Envelope:
    """Return the envelope that stands; 404 should there be none."""
    with parts().database.reading() as session:
        revision, version = (
            newest_revision(session, found.contract),
            version_of_round(session, found.contract),
        )
        if revision is None or version is None:
            abort(404)
        every = named_files(found.contract, version, revision.files)
        ways = ways_sent_to(session, found.party)
        read = documents_read(session, found.session) if found.session else frozenset()
    places = ways.shown(len(every))
    return Envelope(
        revision,
        tuple(every[place - 1] for place in places),
        frozenset(at for at, place in enumerate(places, 1) if place in read),
        places,
        frozenset(at for at, place in enumerate(places, 1) if ways.of(place) is Way.SIGN),
    )


def picture_urls(endpoint: str, file: FileIdentity, tabs: Tabs) -> list[str]:
    """Return the pictures for a browser without JavaScript; one if the pages cannot be counted now."""
    try:
        pages = page_count(parts().files, file)
    except ConfinedTaskFailed:
        pages = 1
    return [url_for(endpoint, number=number, **tabs.argument) for number in range(1, pages + 1)]
