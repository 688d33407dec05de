"""CI's second pass, on PostgreSQL, leaves out only folders that never open a database."""

import re
from pathlib import Path

import pytest

from tools.suite import OPEN_NO_DATABASE

ROOT = Path(__file__).resolve().parents[2]
OPENS = re.compile(
    r"^(?:from|import) (?:database\.engine|tests\.databases|tests\.\w+\.(?:office|founding))\b", re.MULTILINE
)


@pytest.mark.parametrize("folder", OPEN_NO_DATABASE)
def test_a_folder_that_is_left_out_opens_no_database(folder: str) -> None:
    sources = list((ROOT / folder).rglob("*.py"))
    assert sources
    opening = [source.name for source in sources if OPENS.search(source.read_text())]
    assert opening == []
