"""Files and a ledger become what is to be registered: errors by row and column (MK-08)."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from contracts.import_facts import ImportFacts
from contracts.import_sheet import FILE, SheetRow, matched, named_twice
from contracts.signing import FileIdentity
from database.import_jobs import NewFile
from database.import_meaning import Fault, Known, meant_by

NO_FILE, NO_ROW = "file_missing", "row_missing"
TWICE, AMBIGUOUS = "file_named_twice", "file_ambiguous"


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A file that was brought; `fault` is a code where it could not even be taken."""

    name: str
    digest: str
    size: int
    stored: FileIdentity | None = None
    fault: str = ""


def planned(
    known: Known, files: Sequence[FoundFile], rows: Sequence[SheetRow] | None, usual: dict[str, str]
) -> list[NewFile]:
    """Return every file with what is known of it and what is against it, then the rows without a file.

    `usual` is what goes for files whose row does not say otherwise. With a ledger, a file without a row is
    not registered: its facts were forgotten, or the name is spelled otherwise.
    """
    found = matched([one.name for one in files], rows or ())
    claimed = Counter(row.line for _name, row in found.pairs if row)
    pairs = zip(files, (row for _name, row in found.pairs), strict=True)
    plans = [
        _plan(known, file, row, usual, _faults_of(file, row, claimed, is_listed=rows is not None))
        for file, row in pairs
    ]
    return [*plans, *_rows_without_file(known, found.without_file, rows or ())]


def _plan(
    known: Known, file: FoundFile, row: SheetRow | None, usual: dict[str, str], faults: Iterable[Fault]
) -> NewFile:
    meant = meant_by(known, {**usual, **(row.typed if row else {})}, file.name)
    return NewFile(
        filename=file.name,
        digest=file.digest,
        size=file.size,
        facts=meant.facts,
        faults=[*faults, *meant.faults],
        sheet_line=row.line if row else 0,
        stored=file.stored,
    )


def _faults_of(
    file: FoundFile, row: SheetRow | None, claimed: Counter[int], *, is_listed: bool
) -> Iterator[Fault]:
    if file.fault:
        yield (FILE, file.fault, "")
    if is_listed and row is None:
        yield (FILE, NO_ROW, "")
    if row is not None and claimed[row.line] > 1:
        yield (FILE, AMBIGUOUS, "")


def _rows_without_file(
    known: Known, without: Sequence[SheetRow], rows: Sequence[SheetRow]
) -> Iterator[NewFile]:
    twice = {one.line for one in named_twice(rows)}
    for row in without:
        code = TWICE if row.line in twice else NO_FILE
        facts = replace(ImportFacts(), title=row.file)
        faults: list[Fault] = [(FILE, code, row.file), *meant_by(known, row.typed, row.file).faults]
        yield NewFile(row.file, "", 0, facts, faults, row.line)
