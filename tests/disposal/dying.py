"""A program that carries a 廃棄 out and is killed at every line of it, one life after the other."""

import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any

from sqlalchemy import select

from activities.disposing import Disposing
from adapters.files import FileStore
from adapters.files.wrapped import WrappedKeys
from adapters.settings import read_settings
from contracts.messages import DisposalStart
from database import disposal_desk
from database.contract import Contract
from database.disposal import Tombstone
from database.disposal_desk import DisposalDesk
from database.disposing import files_of, rows_of
from database.engine import Database
from workflows.installation import open_installation

WATCHED = {
    one.__code__
    for one in (
        *(Disposing.dispose_next, DisposalDesk.next, DisposalDesk.dispose),
        *(disposal_desk._begun, disposal_desk._close),  # noqa: SLF001 -- where a kill comes
        *(FileStore.shred, WrappedKeys.destroy),
    )
}
"""What begins or ends something: what these call only reads, or writes one file in one step."""
MOST_LIVES = 200


def lives(variables: dict[str, str], key: str, diary: Path) -> None:
    """Begin again after each death, until one life comes to the end of the disposal."""
    opened = open_installation(read_settings(variables))
    own, working = opened.database, Disposing(DisposalDesk(opened.database), opened.files, None, _nothing)
    _rehearse(own)
    for _ in range(MOST_LIVES):
        child = os.fork()
        if not child:
            own.engine.dispose(close=False)
            _live(working, own, key, diary)
        _, status = os.waitpid(child, 0)
        if not os.WIFSIGNALED(status):
            sys.exit(os.waitstatus_to_exitcode(status))
    sys.exit(f"not at its end after {MOST_LIVES} lives")


def _rehearse(own: Database) -> None:
    """Have the statements compiled once, not in each life."""
    with own.reading() as session:
        for contract in session.scalars(select(Contract)).all():
            files_of(session, rows_of(session, contract.id))
    own.engine.dispose()


async def _nothing(_contract: str) -> None:
    return None


def _live(working: Disposing, own: Database, key: str, diary: Path) -> None:
    """Go on until a line at which nobody died yet."""
    _is_whole(own)
    died = set(diary.read_text().split())

    def line(frame: FrameType, event: str, _: object) -> Callable[..., Any]:
        place = f"{frame.f_code.co_qualname}:{frame.f_lineno}"
        if event == "line" and place not in died:
            with diary.open("a") as pages:
                pages.write(f"{place}\n")
            os.kill(os.getpid(), signal.SIGKILL)
        return line

    sys.settrace(lambda frame, _event, _: line if frame.f_code in WATCHED else None)
    while working.dispose_next(DisposalStart(key)).goes_on:
        pass
    sys.settrace(None)
    _is_whole(own)
    os._exit(0)


def _is_whole(own: Database) -> None:
    """What the last life left: each contract stands, or its tombstone does."""
    with own.reading() as session:
        standing = set(session.scalars(select(Contract.public_id)))
        stones = list(session.scalars(select(Tombstone.contract)))
    if standing & set(stones) or len(stones) != len(set(stones)):
        os._exit(3)
