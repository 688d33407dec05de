"""Bytes of a contract's PDF, its pages as pictures, and downloads under the document's own name."""

import unicodedata
from functools import lru_cache
from io import BytesIO

from flask import Response, abort, current_app, make_response, send_file

from adapters.confinement import ConfinedTaskFailed
from adapters.pictures import NoSuchPage, page_picture, page_sizes
from contracts.signing import FileIdentity
from database.contract import Contract
from database.document import StoredFile
from database.dossiers import identity_of
from webapp.parts import parts

PDF = "application/pdf"
PICTURE_WIDTH = 1240
COUNTED_FILES = 512
LONGEST_NAME = 100
FORBIDDEN = str.maketrans('\\/:*?"<>|', "＼／：＊？”＜＞｜")


def stored_bytes(contract: Contract, file: StoredFile) -> bytes:
    return parts().files.read(identity_of(contract, file))


def pdf_response(data: bytes) -> Response:
    return Response(data, mimetype=PDF)


def picture_response(data: bytes, number: int) -> Response:
    """Answer with page `number`, counted from 1, as PNG; 404 beyond the last, 503 while all are busy."""
    try:
        return Response(page_picture(data, number - 1, PICTURE_WIDTH), mimetype="image/png")
    except NoSuchPage:
        abort(404)
    except ConfinedTaskFailed:
        abort(503)


def page_count(contract: Contract, file: StoredFile) -> int:
    """Return the pages of a stored PDF, or 1 while they cannot be counted: the viewer counts itself."""
    try:
        return _counted(identity_of(contract, file))
    except ConfinedTaskFailed:
        current_app.logger.warning("pages of %s could not be counted", file.public_id)
        return 1


@lru_cache(COUNTED_FILES)
def _counted(identity: FileIdentity) -> int:
    return len(page_sizes(parts().files.read(identity)))


def download_response(data: bytes, name: str) -> Response:
    return make_response(send_file(BytesIO(data), PDF, as_attachment=True, download_name=name))


def download_name(title: str, ending: str) -> str:
    """Return e.g. 「賃貸借契約書_締結済.pdf」: NFC, what Windows forbids made full-width (UX-18)."""
    printable = "".join(letter for letter in title if unicodedata.category(letter)[0] != "C")
    name = unicodedata.normalize("NFC", printable).translate(FORBIDDEN).strip(" .")
    return f"{name[:LONGEST_NAME] or '契約書'}_{ending}.pdf"
