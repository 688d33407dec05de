"""One page of 文書管理 with its count and the numbers of its tabs, for each order, filter and reader.

Timed is what the page asks the database: conditions, counted page of 20 with its parties, and apart the tabs.
"""

import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import partial

from sqlalchemy import select
from sqlalchemy.orm import Session

from benchmarks.corpus import archive
from benchmarks.happenings import happen
from benchmarks.measure import MILLISECONDS, Row, Sizes, percentile
from benchmarks.shelving import employer, shelve
from benchmarks.spreading import spread
from contracts.party_status import PartyStatus
from contracts.roles import Right
from contracts.stage import Stage
from database.engine import Database
from database.folders import Folder, Tag
from database.people import Organization, User
from database.queries.archive import Order, Wanted, conditions_of, contract_page
from database.queries.archive_filters import Filters
from database.queries.bulk_requests import WaitingOrder, WaitingWanted, waiting_contracts
from database.queries.expiring import expiring_contracts
from database.queries.facets import facets_of
from database.queries.folders import folder_lines, tags_listed
from database.queries.home import latest_requests
from database.queries.paging import counted
from database.queries.tasks import tasks_of, tasks_waiting
from database.schema import migrate
from database.sessions import Staff
from tools.postgresql import NoPostgresql, server

PERCENT = 95
TODAY = date(2026, 11, 21)
"""The archive is the same each time, whenever it is measured."""
OURS = ("awaiting_approval", "awaiting_own", "sent_back", "awaiting_confirmation")
TABS: tuple[tuple[str, ...], ...] = (OURS, ("awaiting_other", "sealing"), ("draft",))
HOME: tuple[tuple[str, ...], ...] = tuple((one,) for one in (*OURS, "awaiting_other", "sealing", "concluded"))
Question = Callable[[Session, Staff], object]


def rows(sizes: Sizes) -> Iterator[Row]:
    for count in sizes.contracts:
        with tempfile.TemporaryDirectory() as folder:
            yield from _of(f"sqlite:///{folder}/warifu.db", f"sqlite, {count:,} contracts", count, sizes)
    for count in sizes.contracts:
        with ExitStack() as stack:
            try:
                address = stack.enter_context(server())
            except NoPostgresql:
                return
            yield from _of(address, f"postgres, {count:,} contracts", count, sizes)


def _of(address: str, size: str, count: int, sizes: Sizes) -> Iterator[Row]:
    database = filled(address, count)
    try:
        yield from measured(database, size, sizes.queries)
    finally:
        database.engine.dispose()


def filled(address: str, count: int) -> Database:
    migrate(address)
    database = Database(address)
    owner = employer(database)
    shelve(database, owner, archive(count))
    spread(database, owner)
    happen(database, owner, TODAY)
    return database


def measured(database: Database, size: str, rounds: int) -> Iterator[Row]:
    """Yield the 95th percentile of each question, for who sees all and for whom folders are opened."""
    with database.reading() as session:
        people, asked = readers(session), questions(session)
    for who, staff in people.items():
        for name, question in asked.items():
            spent = [_timed(database, staff, question) for _ in range(rounds + 1)]
            yield Row(f"list, {who}: {name}, p{PERCENT}", percentile(spent[1:], PERCENT), MILLISECONDS, size)


def readers(session: Session) -> dict[str, Staff]:
    organization = session.scalars(select(Organization)).one()
    roles = {"all": "administrator", "some folders": "viewer", "unfiled too": "legal", "approver": "approver"}
    found = {who: Staff("", _first(session, role), organization) for who, role in roles.items()}
    return {**found, "all and 親展": replace(found["all"], rights=frozenset({Right.READ_CONFIDENTIAL}))}


def questions(session: Session) -> dict[str, Question]:
    folder = session.scalars(select(Folder.id).order_by(Folder.id)).first() or 0
    tag = session.scalars(select(Tag.id).order_by(Tag.id)).first() or 0
    person = session.scalars(select(User.id).where(User.role == "legal").order_by(User.id)).first() or 0
    narrowed = {
        "状態": Filters(stages=(Stage.AWAITING_OTHER,)),
        "状態 × 送信日": Filters(
            stages=(Stage.AWAITING_OTHER,), sent_from=date(2020, 1, 1), sent_to=date(2020, 3, 31)
        ),
        "契約終了日": Filters(expires_from=date(2026, 4, 1), expires_to=date(2027, 3, 31)),
        "フォルダ": Filters(folders=(folder,)),
        "未整理": Filters(unfiled=True),
        "タグ": Filters(tag=tag),
        "担当者": Filters(owner=person),
        "不達": Filters(party=PartyStatus.UNDELIVERED),
        "停止中": Filters(party=PartyStatus.LOCKED),
        "リマインド対象": Filters(asked_before=datetime(2026, 1, 1, tzinfo=UTC)),
        "リマインド対象, few": Filters(asked_before=datetime(2018, 6, 1, tzinfo=UTC)),
        "フォルダ × 契約終了日": Filters(
            folders=(folder,), expires_from=date(2026, 4, 1), expires_to=date(2027, 3, 31)
        ),
        "下書き": Filters(stages=(Stage.DRAFT,)),
        "署名済み": Filters(party=PartyStatus.AGREED),
        "親展": Filters(confidential=True),
    }
    pages = {f"order {order.value}": Wanted(order=order) for order in Order}
    pages |= {f"order {order.value} reversed": Wanted(order=order, reverse=True) for order in Order}
    pages |= {name: Wanted(filters) for name, filters in narrowed.items()}
    pages["page 50"] = replace(Wanted(), page=50)
    found: dict[str, Question] = {name: partial(_page, wanted) for name, wanted in pages.items()}
    parted = {f"{name}, 内訳": partial(_parted, pages[name]) for name in ("order changed", "状態 × 送信日")}
    return {**found, **parted, "tabs": partial(_counts, TABS), "home": partial(_counts, HOME), **_beside()}


def _beside() -> dict[str, Question]:
    """What ホーム, 要対応, the menu, 催促が必要な契約 and フォルダ ask."""
    waiting = {
        f"催促, order {order.value}": partial(_waiting, WaitingWanted(order=order)) for order in WaitingOrder
    }
    return {
        "満了間近": expiring_contracts,
        "署名リクエスト文書": partial(_latest, 8),
        "要対応": tasks_of,
        "要対応, counted": tasks_waiting,
        "folders, counted": folder_lines,
        "tags, counted": tags_listed,
        **waiting,
    }


def _waiting(wanted: WaitingWanted, session: Session, staff: Staff) -> object:
    return waiting_contracts(session, staff, wanted)


def _latest(most: int, session: Session, staff: Staff) -> object:
    return latest_requests(session, staff, most)


def _page(wanted: Wanted, session: Session, staff: Staff) -> object:
    return contract_page(session, staff, wanted)


def _parted(wanted: Wanted, session: Session, staff: Staff) -> object:
    """The page and what lies among its hits."""
    return facets_of(session, contract_page(session, staff, wanted).found)


def _counts(heaps: tuple[tuple[str, ...], ...], session: Session, staff: Staff) -> object:
    return [counted(session, conditions_of(staff, Wanted(Filters(stages=heap)))) for heap in heaps]


def _timed(database: Database, staff: Staff, question: Question) -> float:
    started = time.perf_counter()
    with database.reading() as session:
        question(session, staff)
    return (time.perf_counter() - started) * 1000


def _first(session: Session, role: str) -> User:
    return (
        session.scalars(select(User).where(User.role == role).order_by(User.id)).first()
        or session.scalars(select(User)).one()
    )
