"""A handed-in file made safe to keep: a PDF through the intake, a picture redrawn (CS-20, T49)."""

import re
import unicodedata
from dataclasses import dataclass

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
    "not_a_photo": _l("PDF、JPEG、PNG、HEICのいずれかのファイルを選んでください。"),
    "too_many_pixels": _l("画像が大きすぎます。2,500万画素までの画像を選んでください。"),
    "damaged": _l("画像が壊れていて読み取れません。撮り直すか、別のファイルを選んでください。"),
    "busy": _l("ほかのファイルを処理中です。少し待ってから、もう一度提出してください。"),
}
ENDINGS = {"pdf": {"pdf"}, "jpg": {"jpg", "jpeg"}, "png": {"png"}}
REPLACED_ENDINGS = frozenset({"pdf", "jpg", "jpeg", "png", "heic", "heif"})


class SubmissionRefused(Exception):
    """The file cannot be taken; `sentence` says why and what to do."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


@dataclass(frozen=True, slots=True)
class Submission:
    """What is kept: a picture comes out as JPEG or PNG, and its name says so."""

    name: str
    data: bytes


def safe_submission(filename: str | None, data: bytes) -> Submission:
    """Return what to keep; raises SubmissionRefused."""
    if not data:
        raise SubmissionRefused(_("ファイルが空です。別のファイルを選んでください。"))
    if len(data) > MOST_MEGABYTES * MEGABYTE:
        raise SubmissionRefused(
            _("ファイルが大きすぎます。%(most)dMBまでのファイルを選んでください。", most=MOST_MEGABYTES)
        )
    try:
        if data.startswith(PDF_BEGINS):
            working = take_in(data, IntakeLimits(file_bytes=MOST_MEGABYTES * MEGABYTE)).working
            return Submission(shown_name(filename, "pdf"), working)
        photo = redrawn_photo(data)
    except UploadRefused as refused:
        raise SubmissionRefused(upload_refusal(refused)) from refused
    except PhotoRefused as refused:
        raise SubmissionRefused(str(PHOTO_FAULTS[refused.code])) from refused
    return Submission(shown_name(filename, "png" if photo.mimetype == "image/png" else "jpg"), photo.data)


def shown_name(filename: str | None, ending: str) -> str:
    """Return the last part of a sent name, truly ended, without what cannot be seen (T36, T38)."""
    last = re.split(r"[\\/]", filename or "")[-1]
    seen = "".join(letter for letter in last if unicodedata.category(letter)[0] != "C")
    name = unicodedata.normalize("NFC", seen).strip()
    stem, _dot, told = name.rpartition(".")
    if stem and told.lower() in ENDINGS[ending]:
        return name[-LONGEST_NAME:]
    kept = stem if stem and told.lower() in REPLACED_ENDINGS else name
    return f"{kept or _('提出書類')}.{ending}"[-LONGEST_NAME:]
