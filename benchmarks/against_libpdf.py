"""One B-B signature beside npm's @libpdf/core: the same file and key (RSA-3072), each signer kept open."""

import json
import shutil
import statistics
import subprocess
import tempfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import SigSeedSubFilter
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner

from adapters import pdfspeed
from adapters.sealing import create_test_authority, load_authority
from adapters.sealing.key_signer import KeySigner
from benchmarks.measure import MILLISECONDS, Row, timed
from tests.evidence import contract
from tests.evidence.clock import present

SCRIPT = Path(__file__).with_name("libpdf.mjs")
PACKAGE = SCRIPT.parent.parent / "node_modules" / "@libpdf" / "core"
RESERVED_HEX_DIGITS = 16384
ROUNDS_FOR_EACH = 5
"""A signature takes milliseconds: it is made more often than a whole chain."""
pdfspeed.install()
METADATA = PdfSignatureMetadata(
    field_name="Signature", md_algorithm="sha256", subfilter=SigSeedSubFilter.PADES, reason="benchmark"
)


def rows(pdf: bytes, size: str, rounds: int) -> Iterator[Row]:
    """Yield ours, theirs where Node and the package are installed, and how many times theirs takes."""
    most = rounds * ROUNDS_FOR_EACH
    with tempfile.TemporaryDirectory() as folder:
        create_test_authority(Path(folder), contract.PASSPHRASE, present())
        signer = KeySigner(load_authority(Path(folder), contract.PASSPHRASE, present))
        _signed(pdf, signer)
        _, ours = timed(lambda: _signed(pdf, signer), most)
        theirs = _theirs(pdf, Path(folder), most)
    yield Row("signing: one B-B signature", ours, MILLISECONDS, size)
    if theirs is not None:
        yield Row("signing: the same by @libpdf/core", theirs, MILLISECONDS, size)
        yield Row("signing: @libpdf/core ÷ ours", theirs / ours, "times", size)


def _signed(pdf: bytes, signer: KeySigner) -> bytes:
    stream = BytesIO(pdf)
    PdfSigner(METADATA, signer=signer).sign_pdf(
        IncrementalPdfFileWriter(stream), in_place=True, bytes_reserved=RESERVED_HEX_DIGITS
    )
    return stream.getvalue()


def _theirs(pdf: bytes, folder: Path, rounds: int) -> float | None:
    node = shutil.which("node")
    if node is None or not PACKAGE.exists():
        return None
    paper = folder / "paper.pdf"
    paper.write_bytes(pdf)
    words = [SCRIPT, paper, folder / "signer.p12", contract.PASSPHRASE.decode(), rounds]
    answered = subprocess.run(  # noqa: S603 -- our own script with our own files
        [node, *map(str, words)], check=True, capture_output=True, timeout=120
    )
    return float(statistics.median(json.loads(answered.stdout)["spent"]))
