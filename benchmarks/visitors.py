"""Pages under load: visitors who ask for one page after the other, from this same machine, for a while.

Every visitor keeps a connection and waits for the whole HTML before the next page; nobody pauses to read,
so twenty of them are more than twenty people. Pictures and the PDF of the contract are not asked for.
"""

import http.client
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import chain

from adapters.secrets import new_session_id, token_digest
from benchmarks.corpus import archive
from benchmarks.measure import MILLISECONDS, Row, Sizes, percentile
from benchmarks.shelving import shelve
from benchmarks.site import Site
from database.party import Party
from database.sessions import open_staff_session
from tests.journeys.counterparty import pressed
from tests.journeys.person import Person
from tests.lifecycle.office import Draft
from tests.lifecycle.stage_hands import Case
from workflows.door import Door

ARCHIVED = 300
PERCENT = 95
OK = 200
STAFF_COOKIE = "warifu-staff"
READER = "reader@example.com"
Spent = dict[str, list[float]]


@dataclass(frozen=True, slots=True)
class Visitor:
    """Asks for `pages` (name and path) with its cookies."""

    cookies: str
    pages: Sequence[tuple[str, str]]


def rows(site: Site, sizes: Sizes) -> Iterator[Row]:
    shelve(site.office.opened.database, site.office.owner, archive(ARCHIVED))
    visitors = _visitors(site, sizes.users)
    with ThreadPoolExecutor(len(visitors)) as crowd:
        visits = [crowd.submit(_visit, site, visitor, sizes.seconds) for visitor in visitors]
    spent: Spent = defaultdict(list)
    for name, milliseconds in chain.from_iterable(visit.result() for visit in visits):
        spent[name].append(milliseconds)
    size = f"{sizes.users} users, {sizes.seconds:.0f} s, {ARCHIVED} contracts"
    for name, times in spent.items():
        yield Row(f"page: {name}, p{PERCENT}", percentile(times, PERCENT), MILLISECONDS, size)
    yield Row("pages served", sum(map(len, spent.values())) / sizes.seconds, "a second", size)


def _visitors(site: Site, users: int) -> list[Visitor]:
    """Three members of staff to each counterparty."""
    contract, person = _one_being_read(site)
    party = Visitor(_cookies(person), [("counterparty's contract", "/c/contract")])
    pages = [("home", "/"), ("list", "/contracts"), ("contract", f"/contracts/{contract}")]
    return [party if number % 4 == 0 else Visitor(_staff_cookie(site), pages) for number in range(users)]


def _one_being_read(site: Site) -> tuple[str, Person]:
    draft = site.office.draft([1])
    with site.office.opened.database.writing() as session:
        session.query(Party).filter_by(public_id=draft.parties[0].id).update({"mail": READER})
    site.ask(lambda door: _sent(site, door, draft))
    person = Person(site.system.base)
    page = person.get(site.system.link(READER, "ご確認のお願い"))
    pressed(person, page, "利用規約に同意して確認")
    return draft.contract, person


async def _sent(site: Site, door: Door, draft: Draft) -> None:
    case = Case(site.office, draft, door)
    await case.submit()
    await case.invited(case.draft.parties[0])


def _staff_cookie(site: Site) -> str:
    secret = new_session_id()
    with site.office.opened.database.writing() as session:
        open_staff_session(session, site.office.owner, token_digest(secret))
    return f"{STAFF_COOKIE}={secret}"


def _cookies(person: Person) -> str:
    return "; ".join(f"{name}={value}" for name, value in person.cookies.items())


def _visit(site: Site, visitor: Visitor, seconds: float) -> list[tuple[str, float]]:
    """Ask for every page at least once; return their names and milliseconds."""
    connection = http.client.HTTPConnection("127.0.0.1", site.system.port, timeout=60)
    spent: list[tuple[str, float]] = []
    until = time.perf_counter() + seconds
    while not spent or time.perf_counter() < until:
        for name, path in visitor.pages:
            started = time.perf_counter()
            connection.request("GET", path, headers={"Cookie": visitor.cookies})
            answer = connection.getresponse()
            answer.read()
            if answer.status != OK:
                raise RuntimeError(path, answer.status)
            spent.append((name, (time.perf_counter() - started) * 1000))
    connection.close()
    return spent
