"""Bringing everything under the newest generation of the master key; started again, it goes on."""

from collections.abc import Iterator
from dataclasses import dataclass

from adapters.files import FileStore, FileTampered
from adapters.keys import KeyPurpose, settled_passphrase
from adapters.secrets import CodeSafe
from database.engine import Database
from database.key_generations import expected_checks, register_generation
from database.queries.stored_files import count_stored_files, stored_files
from database.sealed_rows import Safes, seal_rows_anew
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
    return any(not opened.files.is_wrapped_anew(one.object_id) for one in stored_files(opened.database))


def wrapped_anew(database: Database, files: FileStore) -> Iterator[Step]:
    """Wrap the key of each object anew that an older generation wraps; each step is durable by itself."""
    with database.reading() as session:
        total = count_stored_files(session)
    for done, identity in enumerate(stored_files(database), 1):
        try:
            yield Step(done, max(done, total), files.wrap_anew(identity))
        except FileTampered:
            yield Step(done, max(done, total), changed=False, damaged=identity.object_id)


def sealed_anew(opened: Opened) -> int:
    """Seal what rows keep, and our own signing keys, with the newest generation; return how many rows."""

    def safe(purpose: KeyPurpose) -> CodeSafe:
        return CodeSafe(opened.keys.derived(purpose))

    safes = Safes(
        second_factors=safe(KeyPurpose.SECOND_FACTORS).sealed_anew,
        sign_on=safe(KeyPurpose.SIGN_ON).sealed_anew,
        bulk_codes=safe(KeyPurpose.BULK_CODES).sealed_anew,
    )
    with opened.database.writing() as session:
        changed = seal_rows_anew(session, safes)
    settled_passphrase(opened.settings.keys / AUTHORITY, opened.keys)
    return changed
