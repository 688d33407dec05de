"""docs/tampering.md says what the programs find today."""

import pytest

from tests.evidence.programs import has_pdfbox, require_tools
from tests.evidence.tampering_table import PAGE, table, written_in


@pytest.mark.timeout(400)
@pytest.mark.shows("LW-03")
def test_the_table_of_forgeries_is_what_every_program_finds() -> None:
    require_tools()
    if not has_pdfbox():
        pytest.skip(
            "PDFBox is not installed: apt-get install libpdfbox2-java libbcpkix-java default-jre-headless"
        )
    assert written_in(PAGE.read_text("utf-8")) == table()
