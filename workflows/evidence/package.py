"""The package: what is made for it, what is stored, and the lists of both."""

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from adapters.files import FileStore
from adapters.proof import explanation
from adapters.zip_stream import zipped
from contracts import evidence_package as names
from contracts.evidence_package import Packed, packed, path_name
from database.dossiers import contract_of
from database.engine import Database
from workflows.evidence.checking import Made, checked, files_for_checking, reports
from workflows.evidence.gathering import Gathered, Wanted, gathered
from workflows.evidence.records import BYTE_ORDER_MARK
from workflows.evidence.telling import told
from workflows.stand_alone import verifier_files
from workflows.verifying import Anchors

INDEX_HEAD = ("ファイル", "内容", "大きさ（バイト）", "SHA-256")


@dataclass(frozen=True, slots=True)
class EvidencePackage:
    """`name` is what the ZIP is called, `through` the last row of the log it tells of."""

    name: str
    through: int
    pieces: Iterator[bytes]


def evidence_package(
    database: Database, files: FileStore, anchors: Anchors, contract_id: str, through: int | None = None
) -> EvidencePackage:
    """Return the package as of row `through` of the organisation's log, by default its newest.

    The same contract and the same row give the same bytes. Raises NoEvidenceYet, ConfinedTaskFailed.
    """
    with database.reading() as session:
        found = gathered(session, contract_of(session, contract_id), through)
    made = list(_made(database, files, anchors, found))
    pieces = zipped(_entries(files, found, made), found.at)
    return EvidencePackage(f"{path_name(found.title)}_立証パッケージ.zip", found.through, pieces)


def _made(database: Database, files: FileStore, anchors: Anchors, found: Gathered) -> list[Made]:
    checks = checked(database, files, anchors, found)
    made = [
        *((one.path, one.what, one.text.encode()) for one in found.records),
        *reports(checks, anchors),
        *files_for_checking(checks),
        *_verifier(),
    ]
    stored = [_stored(files, one) for one in (*found.signed, *found.others)]
    listed = _listed([*stored, *(packed(*one) for one in made)])
    made.append((names.EXPLANATION, "この資料の説明", explanation(told(found, checks, listed))))
    listed = _listed([*stored, *(packed(*one) for one in made)])
    index = _index(listed).encode()
    sums = names.sums(_listed([*listed, packed(names.INDEX, "目録", index)])).encode()
    return [*made, (names.INDEX, "目録", index), (names.SUMS, "SHA-256の一覧", sums)]


def _verifier() -> Iterator[Made]:
    for name, source in verifier_files():
        yield (
            f"{names.CHECKING}/{name}",
            "独立した検証プログラム（Pythonの標準機能とOpenSSLだけで動く）",
            source,
        )


def _stored(files: FileStore, one: Wanted) -> Packed:
    return Packed(one.path, one.what, one.file.digest, files.size(one.file))


def _listed(every: Sequence[Packed]) -> list[Packed]:
    return sorted(every, key=lambda one: one.path)


def _index(listed: Sequence[Packed]) -> str:
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(INDEX_HEAD)
    writer.writerows((one.path, one.what, one.size, one.sha256) for one in listed)
    return BYTE_ORDER_MARK + out.getvalue()


def _entries(files: FileStore, found: Gathered, made: Sequence[Made]) -> Iterator[tuple[str, bytes]]:
    """Yield by path; what is stored is decrypted when its turn comes."""
    stored = {one.path: one.file for one in (*found.signed, *found.others)}
    contents = {path: data for path, _what, data in made}
    for path in sorted([*stored, *contents]):
        yield path, contents[path] if path in contents else files.read(stored[path])
