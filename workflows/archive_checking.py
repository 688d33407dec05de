"""What looks at the files of a 一括検証: the worker's activity and the command are the same object."""

import logging
from contextlib import AbstractContextManager
from datetime import UTC, datetime

from activities.archive_checking import ArchiveChecking
from adapters.confinement import ConfinedTaskFailed, standing_by
from adapters.settings import Settings
from adapters.verification import examine
from adapters.verification.examination import WARMING
from contracts.verdict import Findings
from database.archive_check_desk import ArchiveCheckDesk
from workflows.installation import Opened
from workflows.verifying import anchors_of

LOG = logging.getLogger("warifu.preservation")


class NobodyToBelieve(Exception):
    """This process knows no root: every sound contract would read as if a stranger had signed it."""

    def __init__(self, settings: Settings) -> None:
        super().__init__(
            f"no certificate of a signing authority is in {settings.key_records}: "
            "mount it here as in docker-compose.yml"
        )


def archive_checking(opened: Opened) -> ArchiveChecking:
    def measured(pdf: bytes) -> Findings:
        """Whom to believe is read anew: a key may be renewed while the worker runs."""
        anchors = anchors_of(opened.settings)
        if not anchors.signers:
            raise NobodyToBelieve(opened.settings)
        try:
            return examine(pdf, anchors.signers, anchors.timestamps)
        except ConfinedTaskFailed:
            raise
        except Exception:
            LOG.exception("a kept file could not be measured")
            return Findings(unreadable="crashed")

    return ArchiveChecking(ArchiveCheckDesk(opened.database), opened.files, measured, _clock, _readied)


def complain_of_unknown_signers(opened: Opened) -> bool:
    """Say at the start, and return, whether there are signatures here and no root to hold them against."""
    if anchors_of(opened.settings).signers or not ArchiveCheckDesk(opened.database).has_signatures():
        return False
    LOG.error("%s", NobodyToBelieve(opened.settings))
    return True


def _readied() -> AbstractContextManager[object]:
    return standing_by(WARMING)


def _clock() -> datetime:
    """Against it is held until when a protection reaches; what was proven stands in the tokens."""
    return datetime.now(UTC)  # noqa: TID251 -- the clock of whoever checks
