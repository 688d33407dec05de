"""立証パッケージ of a contract whose files were renewed: both states, and what was added to them."""

import subprocess
import sys
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from activities.preserving import Preserving
from activities.renewing import Renewing
from adapters.protection import protection_of
from adapters.sealing import require_extends
from contracts import evidence_package as names
from database.preservation_desk import PreservationDesk
from tests.certificate.reading import words_of
from tests.envelope.bundle import bundled
from tests.evidence.programs import require_tools
from tests.lifecycle.office import open_office
from tests.proof.conftest import Proof
from workflows.wiring import sealer_of


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Proof:
    office = open_office(tmp_path_factory.mktemp("renewed") / "home")
    bundle = bundled(office, [1])
    bundle.submit()
    for party in bundle.draft.parties:
        bundle.agree(party)
    bundle.conclude()
    return Proof(office, bundle)


def renew(proof: Proof) -> None:
    """Do what the keeper's workflow does when the day has come, at once."""
    opened = proof.office.opened
    desk = PreservationDesk(opened.database)
    preserving = Preserving(desk, opened.files, protection_of)
    following = preserving.look_for_renewals("2026-11-22T00:00:00+00:00").next_at
    (order,) = preserving.look_for_renewals(following).orders
    Renewing(desk, opened.files, sealer_of(opened), protection_of, require_extends).renew_timestamps(order)


@pytest.mark.shows("MK-92", "LW-13")
def test_the_package_of_a_renewed_contract_holds_both_states_and_everything_is_found_right(
    kept: Proof, tmp_path: Path
) -> None:
    require_tools()
    through, before = kept.last_row(), kept.packed()
    renew(kept)
    assert kept.packed(through) == before
    with ZipFile(BytesIO(kept.packed())) as archive:
        archive.extractall(tmp_path)
    pdfs = [str(one.relative_to(tmp_path)) for one in sorted(tmp_path.glob("0[13]*/*.pdf"))]
    assert sum("_保管用_01" in one for one in pdfs) == 5
    records = [f"{names.RECORDS}/timeline.json", f"{names.RECORDS}/audit.json"]
    own = next(one for one in pdfs if one.endswith("（社内控）.pdf"))
    order = [names.VERIFIER, "--root", names.ROOTS, own, *pdfs, *records]
    command = [sys.executable, "-I", "-S", "-B", *order]
    said = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False, timeout=60)
    assert (said.returncode, "[NG]" in said.stdout) == (0, False), said.stdout + said.stderr
    assert said.stdout.count("with timestamps added for keeping, nothing else") == 3
    script = subprocess.run(
        ["sh", str(tmp_path / names.SCRIPT)], capture_output=True, text=True, check=False, timeout=60
    )
    assert script.returncode == 0, script.stdout
    explained = words_of((tmp_path / names.EXPLANATION).read_bytes())
    assert "新しいタイムスタンプを追加したもの" in explained
