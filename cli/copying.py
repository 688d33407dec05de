"""The files of a backup: each is opened first, so that a loss is told while older copies still have it."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from adapters.backups import BackupFolder
from adapters.files import FileMissing, FileTampered
from cli.speech import complain
from contracts.signing import FileIdentity, Purpose
from database.queries.stored_files import purged_files, stored_files
from workflows.installation import Opened


@dataclass(slots=True)
class FilesCopied:
    opened: Opened
    folder: BackupFolder
    damaged: list[str] = field(default_factory=list)

    def belonging(self) -> Iterator[str]:
        """Yield the ids of the set; what was shredded meanwhile, or before, belongs to none."""
        with self.opened.database.reading() as session:
            purged = purged_files(session)
        for identity in stored_files(self.opened.database):
            is_kept = identity.purpose != Purpose.IDENTITY and identity.object_id not in purged
            if is_kept and self._is_there(identity):
                yield identity.object_id

    def _is_there(self, identity: FileIdentity) -> bool:
        """A damaged file belongs to the set when an earlier backup has copied it."""
        try:
            self._copy(identity)
        except (FileMissing, FileTampered, FileNotFoundError):
            if self.opened.files.is_shredded(identity.object_id):
                return False
            complain(f"{identity.object_id} が開けません。")
            self.damaged.append(identity.object_id)
            return self.folder.has_object(identity.object_id)
        return True

    def _copy(self, identity: FileIdentity) -> None:
        """What is copied for the first time is read whole; later its key and header alone are tried."""
        files = self.opened.files
        files.take_key_out(identity)
        if self.folder.has_object(identity.object_id):
            files.size(identity)
        else:
            files.read(identity)
            self.folder.put_object(identity.object_id, files.path_of(identity.object_id))
