"""Writing the index: only the worker and `warifu search` do; applying and rebuilding share one lock."""

import fcntl
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Any

from whoosh import index

from contracts.finding import Findable, tokens_of
from search.bigram_index.codec import codec
from search.bigram_index.format import ID, REV, WORDS, schema
from search.bigram_index.place import (
    CURRENT,
    LOCK,
    current,
    make_current,
    new_generation,
    prepare,
    remove_old,
)
from search.unusable import IndexBusy, IndexUnusable

CHUNK = 10_000
"""A question asks each segment for each pair: few large ones take half the time, and are made as fast."""

APPLY_MEGABYTES, REBUILD_MEGABYTES = 128, 512
WAIT_SECONDS = 30.0


class IndexWriter:
    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def apply(self, changed: Sequence[Findable], gone: Sequence[int] = ()) -> None:
        """Bring these contracts up to date in one commit; doing it again changes nothing.

        Raises IndexBusy while another process writes, IndexUnusable when only a rebuild helps; a broken
        index is retired.
        """
        with self._alone(wait=False):
            generation = current(self._folder)
            try:
                _apply(generation, changed, gone)
            except Exception as fault:
                retire(self._folder)
                raise IndexUnusable(f"the index cannot be written ({type(fault).__name__})") from fault

    def rebuild(self, everything: Iterable[Findable], *, wait: bool = False) -> int:
        """Build a generation aside and swap it in; return how many contracts it holds.

        What changes meanwhile is still newer than what was indexed, and is applied afterwards.
        """
        prepare(self._folder)
        with self._alone(wait=wait):
            generation = new_generation(self._folder)
            count = _build(generation, everything)
            make_current(generation)
            remove_old(self._folder, generation, time.time())
        return count

    @contextmanager
    def _alone(self, *, wait: bool) -> Iterator[None]:
        prepare(self._folder)
        with (self._folder / LOCK).open("w") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
            except BlockingIOError:
                raise IndexBusy from None
            yield


def retire(folder: Path) -> None:
    """Leave no index that goes on ageing while another kind of search is used."""
    (folder / CURRENT).unlink(missing_ok=True)


def _apply(generation: Path, changed: Sequence[Findable], gone: Sequence[int]) -> None:
    opened = index.open_dir(str(generation))
    writer = opened.writer(timeout=WAIT_SECONDS, limitmb=APPLY_MEGABYTES, codec=codec())
    try:
        for identifier in gone:
            writer.delete_by_term(ID, identifier)
        for findable in changed:
            writer.update_document(**_document(findable))
    except BaseException:
        writer.cancel()
        raise
    writer.commit()
    opened.close()


def _build(generation: Path, everything: Iterable[Findable]) -> int:
    opened = index.create_in(str(generation), schema())
    rest, count = iter(everything), 0
    while chunk := list(islice(rest, CHUNK)):
        writer = opened.writer(limitmb=REBUILD_MEGABYTES, codec=codec())
        for findable in chunk:
            writer.add_document(**_document(findable))
        writer.commit(merge=False)
        count += len(chunk)
    opened.close()
    return count


def _document(findable: Findable) -> dict[str, Any]:
    return {ID: findable.id, REV: findable.rev, WORDS: tokens_of(findable.words)}
