"""What every signed PDF must pass: programs that are not ours, and pyHanko's rules for years to come."""

import shutil
from collections.abc import Mapping
from datetime import timedelta
from io import BytesIO
from pathlib import Path

from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.ades.report import AdESPassed

from adapters.sealing import Authority
from tests.evidence.clock import present
from tests.evidence.long_term import indications
from tests.evidence.programs import Programs, has_pdfbox, require_tools

NOW, NEXT_DAY, SIGNER_HAS_EXPIRED = timedelta(0), timedelta(days=1), timedelta(days=6 * 365)


def require_proven(pdfs: Mapping[str, bytes], authority: Authority, folder: Path) -> None:
    """Assert of each PDF that every program finds every signature good, and pyHanko now and years later."""
    require_programs(pdfs, authority.root_pem, folder)
    for name, pdf in pdfs.items():
        for later in (NOW, NEXT_DAY, SIGNER_HAS_EXPIRED):
            assert indications(pdf, authority, present() + later) == {AdESPassed.OK}, (name, later)


def require_programs(pdfs: Mapping[str, bytes], root: bytes, folder: Path) -> None:
    """Assert what openssl, qpdf, pdfsig and, where it is installed, PDFBox say of each; `root` is PEM."""
    require_tools()
    folder.mkdir(exist_ok=True)
    (folder / "root.pem").write_bytes(root)
    programs = Programs(folder / "root.pem", folder)
    for name, pdf in pdfs.items():
        assert programs.openssl(pdf), name
        assert programs.qpdf(pdf), name
        assert programs.pdfsig(pdf), name
    if has_pdfbox():
        assert programs.pdfbox(pdfs) == {name: f"valid {_counted(pdf)}" for name, pdf in pdfs.items()}
    shutil.rmtree(folder)


def _counted(pdf: bytes) -> str:
    reader = PdfFileReader(BytesIO(pdf))
    return f"{len(reader.embedded_signatures)} {reader.root['/Pages']['/Count']}"
