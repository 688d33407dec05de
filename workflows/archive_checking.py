"""What looks at the files of a 一括検証: the worker's activity and the command are the same object."""

from datetime import UTC, datetime

from activities.archive_checking import ArchiveChecking
from adapters.verification import examine
from contracts.verdict import Findings
from database.archive_check_desk import ArchiveCheckDesk
from workflows.installation import Opened
from workflows.verifying import anchors_of


def archive_checking(opened: Opened) -> ArchiveChecking:
    def measured(pdf: bytes) -> Findings:
        """Whom to believe is read anew: a key may be renewed while the worker runs."""
        anchors = anchors_of(opened.settings)
        return examine(pdf, anchors.signers, anchors.timestamps)

    return ArchiveChecking(ArchiveCheckDesk(opened.database), opened.files, measured, _clock)


def _clock() -> datetime:
    """Against it is held until when a protection reaches; what was proven stands in the tokens."""
    return datetime.now(UTC)  # noqa: TID251 -- the clock of whoever checks
