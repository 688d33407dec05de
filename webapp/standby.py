"""What the pages ask of confined children again and again: loaded once, so that nobody waits for imports."""

from contextlib import AbstractContextManager

from adapters.confinement import standing_by
from adapters.intake.taking_in import WARMING as INTAKE
from adapters.pictures.drawing import WARMING as PICTURES
from adapters.verification.examination import WARMING as VERIFICATION


def standby_for_pages() -> AbstractContextManager[object]:
    return standing_by(INTAKE, PICTURES, VERIFICATION)
