"""A handed-in file made safe to keep: a PDF through the intake, a picture redrawn (CS-20, T49)."""

import re
import unicodedata

from flask_babel import LazyString
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from adapters.intake import IntakeLimits, UploadRefused, take_in
from adapters.pictures.photos import PhotoRefused, redrawn_photo
from webapp.texts.uploads import upload_refusal

MEGABYTE = 1024 * 1024
MOST_MEGABYTES = 20
LONGEST_NAME = 200
PDF_BEGINS = b"%PDF-"
PHOTO_FAULTS: dict[str, LazyString] = {
    "not_a_photo": _l("PDF、JPEG、PNGのいずれかのファイルを選んでください。"),
    "too_many_pixels": _l("画像が大きすぎます。2,500万画素までの画像を選んでください。"),
    "damaged": _l("画像が壊れていて読み取れません。撮り直すか、別のファイルを選んでください。"),
    "busy": _l("ほかのファイルを処理中です。少し待ってから、もう一度提出してください。"),
}


class SubmissionRefused(Exception):
    """The file cannot be taken; `sentence` says why and what to do."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


def safe_submission(data: bytes) -> bytes:
    """Return the bytes to keep; raises SubmissionRefused."""
    if not data:
        raise SubmissionRefused(_("ファイルが空です。別のファイルを選んでください。"))
    if len(data) > MOST_MEGABYTES * MEGABYTE:
        raise SubmissionRefused(
            _("ファイルが大きすぎます。%(most)dMBまでのファイルを選んでください。", most=MOST_MEGABYTES)
        )
    try:
        if data.startswith(PDF_BEGINS):
            return take_in(data, IntakeLimits(file_bytes=MOST_MEGABYTES * MEGABYTE)).working
        return redrawn_photo(data).data
    except UploadRefused as refused:
        raise SubmissionRefused(upload_refusal(refused)) from refused
    except PhotoRefused as refused:
        raise SubmissionRefused(str(PHOTO_FAULTS[refused.code])) from refused


def shown_name(filename: str | None) -> str:
    """Return the last part of a sent file name, without what cannot be seen (T36, T38)."""
    last = re.split(r"[\\/]", filename or "")[-1]
    seen = "".join(letter for letter in last if unicodedata.category(letter)[0] != "C")
    return unicodedata.normalize("NFC", seen).strip()[-LONGEST_NAME:] or _("提出書類")
