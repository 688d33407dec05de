"""締結済み契約の登録: what was concluded elsewhere, and what its scan must be (MK-09, MK-24, LW-29)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from contracts import refusals
from contracts.acts import ImportContract
from contracts.events import ContractImported, Event
from contracts.stage import Phase
from contracts.state import ContractState

MOST_FILES = 2_000
"""Files of one job; the browser brings fewer at a time, as its upload allows."""
MOST_FILE_BYTES = 50 * 1024 * 1024
MOST_PAGES = 3_000
MOST_SHEET_BYTES = 5_000_000
MOST_COUNTERPARTIES = 20
LONGEST_TITLE = 150
LEAST_DPI = 200
"""電子帳簿保存法施行規則2条6項2号イ(1): 25.4 mm に 200 ドット以上."""
COLOUR_BITS = 24
"""同号イ(2): 赤・緑・青それぞれ256階調 for 重要書類."""


class HowConcluded(StrEnum):
    """締結方法."""

    PAPER = "paper"
    ELECTRONIC = "electronic"


class ImportState(StrEnum):
    """`planned`: looked at, nothing registered yet; `finished`: every file is settled."""

    PLANNED = "planned"
    RUNNING = "running"
    STOPPED = "stopped"
    FINISHED = "finished"

    @property
    def may_run(self) -> bool:
        return self is not ImportState.FINISHED


class FileOutcome(StrEnum):
    """What became of one file.

    `duplicate` waits for a person: another contract has the same file, or title, party and day (MK-28).
    """

    WAITING = ""
    BAD = "bad"
    IMPORTED = "imported"
    REFUSED = "refused"
    DUPLICATE = "duplicate"
    SKIPPED = "skipped"


class Twin(StrEnum):
    """By what a file looks registered already (MK-28).

    `file` and `facts` go with a contract, `job_file` and `job_facts` with the line of a file before it in
    the same job. `unseen` goes with nothing: the same file is registered where the person may not look.
    """

    BY_FILE = "file"
    BY_FACTS = "facts"
    JOB_FILE = "job_file"
    JOB_FACTS = "job_facts"
    UNSEEN = "unseen"


class ScanWarning(StrEnum):
    LOW_RESOLUTION = "low_resolution"
    NO_COLOUR = "no_colour"


@dataclass(frozen=True, slots=True)
class PageFacts:
    """One page: `width` and `height` in mm as displayed.

    `dpi` and `bits` (per pixel) are those of the picture that fills it, 0 for a page that is no scan.
    """

    width: float
    height: float
    dpi: int
    bits: int

    @property
    def is_scan(self) -> bool:
        return self.dpi > 0


def scan_warnings(pages: Sequence[PageFacts]) -> tuple[ScanWarning, ...]:
    """Return what a scan of 重要書類 lacks; a file without scanned pages lacks nothing (LW-29)."""
    return tuple(_warnings([one for one in pages if one.is_scan]))


def import_contract(state: ContractState, act: ImportContract) -> list[Event]:
    """Register it; the same import again changes nothing, and no other act ever made such a contract."""
    if state.phase is Phase.IMPORTED:
        return []
    if state.phase is not Phase.NEW:
        raise refusals.AlreadySubmitted
    return [
        ContractImported(
            act.origin,
            act.version,
            list(act.digests),
            act.filename_digest,
            act.concluded_how,
            act.received_on,
        )
    ]


def _warnings(scans: Sequence[PageFacts]) -> Iterator[ScanWarning]:
    if any(one.dpi < LEAST_DPI for one in scans):
        yield ScanWarning.LOW_RESOLUTION
    if any(one.bits < COLOUR_BITS for one in scans):
        yield ScanWarning.NO_COLOUR
