"""The verifier that /verify hands to whoever holds a certificate (issue 6, point 6)."""

import subprocess
import sys
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.counterparty.office import Office
from tests.verification.site import Stranger

PATH = "/verify/warifu_verifier.zip"


@pytest.mark.shows("LW-44")
def test_anybody_may_take_the_verifier_from_the_page_and_run_it_in_an_empty_folder(
    office: Office, stranger: Stranger, roots: list[bytes], tmp_path: Path
) -> None:
    folder = office.opened.settings.keys / "authority"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "root.pem").write_bytes(roots[0])
    assert PATH in stranger.opens().text
    answer = stranger.opens(PATH)
    assert (answer.status_code, answer.mimetype) == (200, "application/zip")
    assert answer.data == stranger.opens(PATH).data
    with ZipFile(BytesIO(answer.data)) as archive:
        archive.extractall(tmp_path)
    assert roots[0].strip() in (tmp_path / "roots.pem").read_bytes()
    assert "--root roots.pem" in (tmp_path / "README.txt").read_text("utf-8")
    for words, code in ((["--help"], 0), (["roots.pem"], 2)):
        command = [sys.executable, "-I", "-S", "-B", "warifu_verifier.py", *words]
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, check=False, timeout=30)
        assert done.returncode == code, done.stderr
