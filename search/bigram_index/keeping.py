"""The index beside the record: compared with it, brought up to it, or built anew."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from contracts.finding import Findable
from search.bigram_index.reading import IndexReader
from search.bigram_index.writing import IndexWriter
from search.unusable import IndexBusy, IndexUnusable


@dataclass(frozen=True, slots=True)
class Differences:
    """Ids of contracts that the index lacks, knows by another revision, or names though they are gone."""

    missing: tuple[int, ...]
    stale: tuple[int, ...]
    ghosts: tuple[int, ...]

    def __bool__(self) -> bool:
        return bool(self.missing or self.stale or self.ghosts)


class KeptIndex:
    def __init__(self, folder: Path) -> None:
        self._reader = IndexReader(folder)
        self._writer = IndexWriter(folder)

    def differences(self, recorded: Mapping[int, int]) -> Differences | None:
        """Compare with the revision of every contract by its id; None when there is no index to compare."""
        try:
            indexed = self._reader.digest()
        except IndexUnusable:
            return None
        except Exception:  # noqa: BLE001 -- broken files make Whoosh raise anything
            return None
        return Differences(
            missing=tuple(id_ for id_ in recorded if id_ not in indexed),
            stale=tuple(id_ for id_ in recorded if indexed.get(id_, recorded[id_]) != recorded[id_]),
            ghosts=tuple(id_ for id_ in indexed if id_ not in recorded),
        )

    def apply(self, changed: Sequence[Findable], gone: Sequence[int] = ()) -> bool:
        """Return whether it stands now: False while another process writes.

        Raises IndexUnusable; the next comparison then finds no index and has it built.
        """
        try:
            self._writer.apply(changed, gone)
        except IndexBusy:
            return False
        return True

    def forget(self, gone: Sequence[int]) -> bool:
        """Return whether it names these contracts no longer: False while another process writes.

        Where there is no usable index, none names them; what is built then knows them no more.
        """
        try:
            return self.apply((), gone)
        except IndexUnusable:
            return True

    def rebuild(self, everything: Iterable[Findable], *, wait: bool = False) -> int:
        """Return how many contracts the new generation holds; raises IndexBusy unless told to wait."""
        return self._writer.rebuild(everything, wait=wait)
