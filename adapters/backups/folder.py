"""Where backups stand: objects once for all sets, sets by their moment, and key parts by themselves.

objects/<two characters>/<id>   as in the file store: without its wrapped key nobody opens one
sets/<moment>/                  database.age, and objects.txt: the ids that belong to the set
keys/<moment>.age               master key, wrapped keys, signing keys: only the newest few are kept
"""

import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from adapters.durable import PART, make_folder, sync_folder, write_over

SPELLED = "%Y-%m-%dT%H%M%SZ"
SPELLED_SO = "[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9][0-9][0-9][0-9][0-9]Z"
DATABASE, OBJECTS = "database.age", "objects.txt"


@dataclass(frozen=True, slots=True)
class BackupSet:
    moment: datetime
    folder: Path

    @property
    def name(self) -> str:
        return self.folder.name

    @property
    def database(self) -> Path:
        return self.folder / DATABASE

    def object_ids(self) -> list[str]:
        return (self.folder / OBJECTS).read_text("ascii").split()


class BackupFolder:
    def __init__(self, root: Path) -> None:
        self.root = root
        self._sets, self._keys, self._objects = root / "sets", root / "keys", root / "objects"

    def sets(self) -> list[BackupSet]:
        """Return every whole set, oldest first."""
        paths = self._sets.glob(SPELLED_SO)
        return sorted((BackupSet(_moment(path.name), path) for path in paths), key=lambda one: one.moment)

    def key_parts(self) -> list[Path]:
        """Return every key part, oldest first."""
        return sorted(self._keys.glob(f"{SPELLED_SO}.age"))

    def new_set(self, now: datetime) -> BackupSet:
        """Return a set in the making; what an interrupted backup left is removed."""
        make_folder(self._sets)
        for left in (*self._sets.glob(f".*{PART}"), *self._keys.glob(f".*{PART}")):
            shutil.rmtree(left) if left.is_dir() else left.unlink()
        folder = self._sets / f".{now.astimezone(UTC).strftime(SPELLED)}{PART}"
        make_folder(folder)
        return BackupSet(now, folder)

    def key_part(self, now: datetime) -> Path:
        return self._keys / f"{now.astimezone(UTC).strftime(SPELLED)}.age"

    def keep(self, made: BackupSet, object_ids: Iterable[str]) -> BackupSet:
        """Say which objects belong to it and give it its name in a single step."""
        write_over(made.folder / OBJECTS, [f"{one}\n".encode() for one in object_ids])
        folder = self._sets / made.moment.astimezone(UTC).strftime(SPELLED)
        made.folder.rename(folder)
        sync_folder(self._sets)
        return BackupSet(made.moment, folder)

    def has_object(self, object_id: str) -> bool:
        return self.object_path(object_id).is_file()

    def put_object(self, object_id: str, source: Path) -> None:
        """Copy an object; a share that knows no hard links will do. Raises FileNotFoundError."""
        write_over(self.object_path(object_id), _chunks(source))

    def object_path(self, object_id: str) -> Path:
        return self._objects / object_id[-2:] / object_id

    def forget(self, sets: Iterable[BackupSet], key_parts: Iterable[Path]) -> int:
        """Remove these, then every object that no set names any more; return how many objects."""
        for one in sets:
            shutil.rmtree(one.folder)
        for part in key_parts:
            part.unlink()
        named = {object_id for one in self.sets() for object_id in one.object_ids()}
        gone = [path for path in self._objects.glob("??/*") if path.name not in named]
        for path in gone:
            path.unlink()
        return len(gone)


def _chunks(source: Path) -> Iterator[bytes]:
    with source.open("rb") as stream:
        while chunk := stream.read(1024 * 1024):
            yield chunk


def _moment(name: str) -> datetime:
    return datetime.strptime(name, SPELLED).replace(tzinfo=UTC)
