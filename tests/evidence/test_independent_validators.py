"""The concluded file in the eyes of programs that share no code with the signer."""

import shutil
import subprocess
from pathlib import Path

import pytest

from contracts.verdict import Colour
from tests.evidence import independent
from tests.evidence.contract import KEYS, Story
from tests.evidence.judging import judged


def tool(name: str) -> str:
    path = shutil.which(name)
    if path is None:
        pytest.skip(f"{name} is not installed")
    return path


@pytest.mark.shows("CL-27", "CL-32", "CL-33")
def test_openssl_verifies_every_signature_and_every_token(
    story: Story, root_file: Path, tmp_path: Path
) -> None:
    tool("openssl")
    *signatures, last = independent.cut_out(story.concluded)
    assert len(signatures) == len(KEYS) + 2
    for one in signatures:
        assert not one.is_timestamp
        assert independent.cms_verifies(one, root_file, tmp_path)
        assert independent.token_verifies(*independent.signature_timestamp(one.der), root_file, tmp_path)
    assert last.is_timestamp
    assert last.reaches_the_end
    assert independent.token_verifies(last.der, last.covered, root_file, tmp_path)


@pytest.mark.shows("CS-03")
def test_the_last_thing_in_the_concluded_file_is_an_rfc_3161_token_that_openssl_verifies(
    story: Story, root_file: Path, tmp_path: Path
) -> None:
    tool("openssl")
    *_, last = independent.cut_out(story.concluded)
    assert last.is_timestamp
    assert independent.token_verifies(last.der, last.covered, root_file, tmp_path)
    assert not independent.token_verifies(last.der, last.covered[:-1], root_file, tmp_path)


def test_openssl_refuses_the_signatures_over_other_bytes(
    story: Story, root_file: Path, tmp_path: Path
) -> None:
    tool("openssl")
    first, *_, last = independent.cut_out(story.concluded)
    other = independent.CutOut(first.der, first.covered + b" ", is_timestamp=False, reaches_the_end=False)
    assert not independent.cms_verifies(other, root_file, tmp_path)
    assert not independent.token_verifies(last.der, last.covered + b" ", root_file, tmp_path)


@pytest.mark.shows("LW-03")
def test_one_changed_byte_is_seen_by_us_and_by_openssl(
    story: Story, roots: list[bytes], root_file: Path, tmp_path: Path
) -> None:
    tool("openssl")
    forged = bytearray(story.concluded)
    forged[len(forged) // 20] ^= 0x01
    assert judged(bytes(forged), roots).colour is Colour.RED
    cut = independent.cut_out(bytes(forged))
    assert not any(independent.cms_verifies(one, root_file, tmp_path) for one in cut if not one.is_timestamp)


def test_qpdf_finds_no_fault(story: Story, tmp_path: Path) -> None:
    path = tmp_path / "concluded.pdf"
    path.write_bytes(story.concluded)
    checked = subprocess.run(
        [tool("qpdf"), "--check", str(path)], capture_output=True, check=False, timeout=30
    )
    assert checked.returncode == 0


@pytest.mark.shows("GM-19")
def test_pdfsig_calls_every_signature_valid(story: Story, tmp_path: Path) -> None:
    path = tmp_path / "concluded.pdf"
    path.write_bytes(story.concluded)
    command = [tool("pdfsig"), "-nocert", str(path)]
    said = subprocess.run(command, capture_output=True, check=False, timeout=30).stdout.decode()
    assert said.count("Signature is Valid.") == len(KEYS) + 2
    assert "Digest Mismatch" not in said
