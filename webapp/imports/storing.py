"""Chosen files into the store as they came, before anything is said of them (MK-27)."""

import hashlib
from collections.abc import Sequence

from werkzeug.datastructures import FileStorage

from contracts.importing import MOST_FILE_BYTES
from contracts.signing import FileIdentity, Purpose
from database.import_jobs import object_id
from database.import_plans import FoundFile
from database.usage import require_room_for_files
from webapp.access.staff import staff
from webapp.drafting import Refusal
from webapp.drafting.chosen import Chosen, chosen_in
from webapp.parts import parts

ZIP_UNUSABLE = "zip_unusable"


def found_in(job: str, files: Sequence[FileStorage]) -> list[FoundFile]:
    """Keep each file, those of a ZIP in its place; `job` is the public id of what will be the job.

    Raises LimitReached before anything is kept.
    """
    try:
        chosen = chosen_in(files)
        sizes = [one.size for one in chosen if isinstance(one, Chosen)]
        with parts().database.reading() as session:
            require_room_for_files(session, staff().organization.id, sizes)
        return [_found(job, line, one) for line, one in enumerate(chosen, start=1)]
    finally:
        for file in files:
            file.close()


def _found(job: str, line: int, chosen: Chosen | Refusal) -> FoundFile:
    if isinstance(chosen, Refusal):
        return FoundFile(chosen.filename, "", 0, fault=ZIP_UNUSABLE)
    if chosen.size > MOST_FILE_BYTES:
        return FoundFile(chosen.name, "", chosen.size, fault="too_large")
    data = chosen.read()
    digest = hashlib.sha256(data).hexdigest()
    identity = FileIdentity(staff().organization.public_id, object_id(job, line), Purpose.UPLOADED, digest)
    parts().files.write(identity, data)
    return FoundFile(chosen.name, digest, len(data), identity)
