"""The parent's side: the bytes go to a child that may be killed, and text comes back."""

import json
from typing import cast

from adapters.confinement import ConfinedTaskFailed, FailureCode, Limits, run_confined

TASK = "adapters.workbooks.confined:read_workbook"
SIGNATURE = b"PK\x03\x04"
UNPACKED_BYTES = 200 * 1024 * 1024
ENTRIES = 200


class WorkbookRefused(Exception):
    """Nothing was read. `code` is damaged, too_heavy, too_long or busy."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def is_workbook(data: bytes) -> bool:
    return data.startswith(SIGNATURE)


def rows_of_workbook(data: bytes, most_rows: int, most_columns: int) -> list[list[str]]:
    """Return the cells of the first sheet as text, days as 2026-04-01; blocks for 20 s at most.

    A formula gives what was last computed for it, nothing is computed. Raises WorkbookRefused.
    """
    facts = {"rows": most_rows, "columns": most_columns, "bytes": UNPACKED_BYTES, "entries": ENTRIES}
    child = Limits(memory_bytes=1024**3, answer_bytes=UNPACKED_BYTES)
    try:
        answer = run_confined(TASK, dict(facts), data, child)
    except ConfinedTaskFailed as failure:
        raise WorkbookRefused("busy" if failure.code is FailureCode.BUSY else "damaged") from failure
    if "refused" in answer.facts:
        raise WorkbookRefused(str(answer.facts["refused"]))
    return cast("list[list[str]]", json.loads(answer.body))
