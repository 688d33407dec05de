"""Programs that are not ours, asked whether each signature of a whole file holds.

OpenSSL, qpdf, poppler's pdfsig, and PDFBox with BouncyCastle. Each answers for itself; none is asked what
it cannot know.
"""

import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.evidence import independent

SECONDS = 90
JAVA_SOURCE = Path(__file__).with_name("SignatureCheck.java")
JARS = ("pdfbox2", "fontbox2", "bcprov", "bcpkix", "bcutil", "commons-logging")
JAR_FOLDER = Path("/usr/share/java")


def require_tools() -> None:
    """Skip, and say why, where a program that doctor installs for the tests is absent."""
    missing = [name for name in ("openssl", "qpdf", "pdfsig") if shutil.which(name) is None]
    if missing:
        pytest.skip(f"{', '.join(missing)}: python -m tools.doctor test")


def has_pdfbox() -> bool:
    return shutil.which("java") is not None and all(jar.is_file() for jar in _jars())


@dataclass(frozen=True, slots=True)
class Programs:
    """`root` is the PEM that all of them are told to trust, `folder` where files may be written."""

    root: Path
    folder: Path

    def openssl(self, pdf: bytes) -> bool:
        """`cms -verify -cades` and `ts -verify`: of signatures, their tokens and document timestamps."""
        try:
            signatures = list(independent.cut_out(pdf))
            return bool(signatures) and all(map(self._holds, signatures))
        except (ValueError, IndexError):
            return False

    def _holds(self, one: independent.CutOut) -> bool:
        if one.is_timestamp:
            return independent.token_verifies(one.der, one.covered, self.root, self.folder)
        stamp = independent.signature_timestamp(one.der)
        return independent.cms_verifies(one, self.root, self.folder) and independent.token_verifies(
            *stamp, self.root, self.folder
        )

    def qpdf(self, pdf: bytes) -> bool:
        """`qpdf --check`: no error and no warning."""
        return self._ran("qpdf", "--check", self._file(pdf)).returncode == 0

    def pdfsig(self, pdf: bytes) -> bool:
        """`pdfsig`: it calls each signature valid; of document timestamps it says nothing."""
        said = self._ran("pdfsig", "-nocert", self._file(pdf)).stdout.decode(errors="replace")
        signatures = [one for one in said.split("Signature #")[1:] if "ETSI.CAdES.detached" in one]
        return bool(signatures) and all("Signature is Valid." in one for one in signatures)

    def pdfbox(self, pdfs: Mapping[str, bytes]) -> dict[str, str]:
        """Return the answer for each file: `valid <signatures> <pages>`, or `faulty …` with the reason.

        One JVM reads them all: its start costs more than a file.
        """
        paths = [self._file(pdf, f"{at}.pdf") for at, pdf in enumerate(pdfs.values())]
        classes = ":".join(str(jar) for jar in _jars())
        command = ("java", "-XX:TieredStopAtLevel=1", "-Xmx512m", "-cp", classes, str(JAVA_SOURCE))
        said = self._ran(*command, str(self.root), *paths).stdout.decode()
        answers = [line for line in said.splitlines() if line.startswith(("valid ", "faulty "))]
        return dict(zip(pdfs, answers, strict=True))

    def _file(self, pdf: bytes, name: str = "asked.pdf") -> str:
        path = self.folder / name
        path.write_bytes(pdf)
        return str(path)

    def _ran(self, *command: str) -> "subprocess.CompletedProcess[bytes]":
        return subprocess.run(command, capture_output=True, check=False, timeout=SECONDS)


def _jars() -> list[Path]:
    return [JAR_FOLDER / f"{name}.jar" for name in JARS]
