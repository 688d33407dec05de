from io import BytesIO

from pyhanko.pdf_utils.crypt import AuthStatus
from pyhanko.pdf_utils.misc import PdfReadError
from pyhanko.pdf_utils.reader import PdfFileReader


class PasswordNeeded(Exception):
    """Nobody can read the file without a password or a key."""


def opened(pdf: bytes, *, strict: bool) -> PdfFileReader:
    """Open `pdf`; one that anybody may read although it is encrypted is opened. Raises PasswordNeeded."""
    reader = PdfFileReader(BytesIO(pdf), strict=strict)
    if reader.encrypted and not _opens_for_anybody(reader):
        raise PasswordNeeded
    return reader


def _opens_for_anybody(reader: PdfFileReader) -> bool:
    try:
        return reader.decrypt("").status is not AuthStatus.FAILED
    except PdfReadError:
        return False
