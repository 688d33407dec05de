"""Bringing everything under the newest generation of the master key; started again, it goes on."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass

from adapters.files import FileMissing, FileStore, FileTampered
from adapters.keys import KeyPurpose, settled_passphrase
from adapters.secrets import CodeSafe, NoKeyOpens
from contracts.signing import FileIdentity
from database.engine import Database
from database.key_generations import expected_checks, register_generation
from database.queries.stored_files import count_stored_files, stored_files
from database.sealed_rows import Again, Safes, seal_rows_anew
from workflows.installation import Opened

AUTHORITY = "authority"


@dataclass(frozen=True, slots=True)
class Step:
    """One object looked at; `changed` when its key was wrapped anew, `damaged` names it if it cannot be."""

    done: int
    total: int
    changed: bool
    damaged: str = ""


def begin(opened: Opened) -> int | None:
    """Make a generation and return its number, or None where an earlier rotation has to be finished first.

    The file comes before the database: a kill between them leaves a generation that the next call registers.
    """
    with opened.database.reading() as session:
        registered = expected_checks(session)
    if opened.keys.check_value() in registered:
        if len(registered) > 1 and is_unfinished(opened):
            return None
        opened.keys.add_generation()
    with opened.database.writing() as session:
        return register_generation(session, opened.keys.check_value())


def is_unfinished(opened: Opened) -> bool:
    """What cannot be opened at all holds up no new generation: it may be needed against a key that leaked."""
    return any(_waits(opened.files, one) for one in stored_files(opened.database))


def _waits(files: FileStore, identity: FileIdentity) -> bool:
    if files.is_wrapped_anew(identity.object_id):
        return False
    try:
        return files.size(identity) >= 0
    except (FileMissing, FileTampered):
        return False


def wrapped_anew(database: Database, files: FileStore) -> Iterator[Step]:
    """Wrap the key of each object anew that an older generation wraps; each step is durable by itself."""
    with database.reading() as session:
        total = count_stored_files(session)
    for done, identity in enumerate(stored_files(database), 1):
        try:
            yield Step(done, max(done, total), files.wrap_anew(identity))
        except (FileMissing, FileTampered):
            yield Step(done, max(done, total), changed=False, damaged=identity.object_id)


def sealed_anew(opened: Opened) -> int:
    """Seal what rows keep, and our own signing keys, with the newest generation; return how many rows.

    A row that no living generation opens (a restore after a retirement) stays as it is, and needs none.
    """

    def again(purpose: KeyPurpose) -> Again:
        safe = CodeSafe(opened.keys.derived(purpose))

        def sealed(held: bytes, name: str) -> bytes | None:
            with suppress(NoKeyOpens):
                return safe.sealed_anew(held, name)
            return None

        return sealed

    safes = Safes(
        second_factors=again(KeyPurpose.SECOND_FACTORS),
        sign_on=again(KeyPurpose.SIGN_ON),
        bulk_codes=again(KeyPurpose.BULK_CODES),
    )
    with opened.database.writing() as session:
        changed = seal_rows_anew(session, safes)
    settled_passphrase(opened.settings.keys / AUTHORITY, opened.keys)
    return changed
