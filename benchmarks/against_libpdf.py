"""One B-B signature beside npm's @libpdf/core: the same file and key (RSA-3072), each signer kept open."""

import json
import shutil
import statistics
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from io import BytesIO
from pathlib import Path

from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import SigSeedSubFilter
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner

from adapters import pdfspeed
from adapters.sealing import create_test_authority, load_authority
from adapters.sealing.key_signer import KeySigner
from benchmarks.measure import MILLISECONDS, Row
from tests.evidence import contract
from tests.evidence.clock import present

SCRIPT = Path(__file__).with_name("libpdf.mjs")
PACKAGE = SCRIPT.parent.parent / "node_modules" / "@libpdf" / "core"
RESERVED_HEX_DIGITS = 16384
ROUNDS_FOR_EACH, WARMING = 5, (5, 100)
"""A signature takes milliseconds: it is made more often than a whole chain."""
pdfspeed.install()
METADATA = PdfSignatureMetadata(
    field_name="Signature", md_algorithm="sha256", subfilter=SigSeedSubFilter.PADES, reason="benchmark"
)


def rows(pdf: bytes, size: str, rounds: int) -> Iterator[Row]:
    """Yield ours, theirs where Node and the package are installed, and how many times theirs takes.

    CPU of either process, in turns: what else the machine does meanwhile hits both alike. Node compiles as it
    goes, so it is told twice: after a few signatures, and after a hundred.
    """
    with tempfile.TemporaryDirectory() as folder:
        create_test_authority(Path(folder), contract.PASSPHRASE, present())
        signer = KeySigner(load_authority(Path(folder), contract.PASSPHRASE, present))
        with _other_side(pdf, Path(folder)) as ask:
            for warming in WARMING:
                _spent(lambda: _signed(pdf, signer), warming)
                ask(warming)
                said = f"{size}, after {warming}"
                yield from _compared(lambda: _signed(pdf, signer), ask, said, rounds)


def _compared(
    sign: Callable[[], object], ask: Callable[[int], list[float]], size: str, rounds: int
) -> Iterator[Row]:
    ours, theirs = list[float](), list[float]()
    for _ in range(rounds):
        ours += _spent(sign, ROUNDS_FOR_EACH)
        theirs += ask(ROUNDS_FOR_EACH)
    mine = statistics.median(ours)
    yield Row("signing: one B-B signature, of CPU", mine, MILLISECONDS, size)
    if theirs:
        other = statistics.median(theirs)
        yield Row("signing: the same by @libpdf/core, of CPU", other, MILLISECONDS, size)
        yield Row("signing: @libpdf/core ÷ ours", other / mine, "times", size)


def _signed(pdf: bytes, signer: KeySigner) -> bytes:
    stream = BytesIO(pdf)
    PdfSigner(METADATA, signer=signer).sign_pdf(
        IncrementalPdfFileWriter(stream), in_place=True, bytes_reserved=RESERVED_HEX_DIGITS
    )
    return stream.getvalue()


def _spent(act: Callable[[], object], rounds: int) -> list[float]:
    """Return the milliseconds of CPU that this process used for each."""
    spent = []
    for _ in range(rounds):
        began = time.process_time()
        act()
        spent.append((time.process_time() - began) * 1000)
    return spent


@contextmanager
def _other_side(pdf: bytes, folder: Path) -> Iterator[Callable[[int], list[float]]]:
    """Keep one Node process with one signer; without Node or the package it answers nothing."""
    node = shutil.which("node")
    if node is None or not PACKAGE.exists():
        yield lambda _rounds: []
        return
    paper = folder / "paper.pdf"
    paper.write_bytes(pdf)
    words = [node, SCRIPT, paper, folder / "signer.p12", contract.PASSPHRASE.decode()]
    with subprocess.Popen(  # noqa: S603 -- our own script with our own files
        [*map(str, words)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        yield partial(_asked, other)
        other.communicate()


def _asked(other: "subprocess.Popen[str]", rounds: int) -> list[float]:
    assert other.stdin  # noqa: S101 -- both were asked for
    assert other.stdout  # noqa: S101
    other.stdin.write(f"{rounds}\n")
    other.stdin.flush()
    answered: list[float] = json.loads(other.stdout.readline())
    return answered
