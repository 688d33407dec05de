"""The part of a backup that opens the rest, as one tar stream: it is never written to a disk in the clear."""

import io
import tarfile
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from adapters.durable import PART, write_over

MASTER = "master"
PlaceOf = Callable[[str], Path | None]
"""Where a member of the stream belongs, or None for one that has no place here."""


@dataclass(frozen=True, slots=True)
class KeyPart:
    """`folders` by the name they have in the stream; a file called as one of `without` is left out."""

    master_file: Path
    folders: dict[str, Path]
    without: Collection[str] = ()

    def feed(self, stream: BinaryIO) -> None:
        with tarfile.open(fileobj=stream, mode="w|gz") as packed:
            for name, path in self._files():
                try:
                    content = path.read_bytes()
                except FileNotFoundError:
                    continue
                member = tarfile.TarInfo(name)
                member.size = len(content)
                packed.addfile(member, io.BytesIO(content))

    def place_of(self, name: str) -> Path | None:
        if name == MASTER:
            return self.master_file
        first, *rest = PurePosixPath(name).parts
        if first not in self.folders or not rest or ".." in rest:
            return None
        return self.folders[first].joinpath(*rest)

    def _files(self) -> Iterator[tuple[str, Path]]:
        yield MASTER, self.master_file
        for name, folder in self.folders.items():
            for path in sorted(folder.rglob("*")):
                if self._belongs(path):
                    yield f"{name}/{path.relative_to(folder).as_posix()}", path

    def _belongs(self, path: Path) -> bool:
        is_other = path.suffix == PART or path == self.master_file or path.name in self.without
        return path.is_file() and not is_other


def unpacked(stream: BinaryIO, place_of: PlaceOf) -> int:
    """Write each file to its place and return how many there were."""
    count = 0
    with tarfile.open(fileobj=stream, mode="r|gz") as packed:
        for member in packed:
            content, place = packed.extractfile(member), place_of(member.name)
            if content is not None and place is not None:
                write_over(place, [content.read()])
                count += 1
    return count
