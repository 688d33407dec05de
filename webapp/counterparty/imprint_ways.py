"""Two more ways to a 印影: a picture of a seal, and a signature by hand (CS-23, CS-24)."""

import json
import math
from collections.abc import Sequence

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField, FileRequired
from wtforms import HiddenField, RadioField
from wtforms.fields import SelectChoice
from wtforms.validators import InputRequired

from adapters.imprint import Imprint, ImprintImpossible, drawn_imprint
from adapters.pictures.seals import SealFault, SealRefused, lifted_seal
from contracts.standing import PartyKind
from webapp.counterparty.forms import VisitForm

MEGABYTE = 1024 * 1024
MOST_MEGABYTES = 2
SIZES_MM = ("10.5", "12", "13.5", "15", "18", "21", "24")
USUAL_SIZE = {PartyKind.INDIVIDUAL: "10.5"}
COMPANY_SIZE = "21"
SEAL_FAULTS: dict[SealFault, LazyString] = {
    SealFault.NOT_A_PICTURE: _l("PNGまたはJPEGの画像を選んでください。"),
    SealFault.TOO_MANY_PIXELS: _l("画像が大きすぎます。2,500万画素までの画像を選んでください。"),
    SealFault.TOO_SMALL: _l("画像が小さすぎます。縦横とも300ピクセル以上の画像を選んでください。"),
    SealFault.NO_SEAL_FOUND: _l(
        "印影を読み取れませんでした。白い紙に押した印影を、明るいところで大きく撮ってください。"
    ),
    SealFault.DAMAGED: _l("画像が壊れていて読み取れません。別の画像を選んでください。"),
    SealFault.BUSY: _l("ほかの画像を処理中です。少し待ってから、もう一度お試しください。"),
}
FARTHEST = 2.0
"""Widths of the pad from its corner: a finger may leave it while it draws."""
TOO_LARGE = _l("ファイルが大きすぎます。2MBまでの画像を選んでください。")
NOTHING_DRAWN = _l("枠の中に署名を書いてください。")
TOO_MUCH_DRAWN = _l("線が多すぎます。消してから、書き直してください。")


class UploadForm(VisitForm):
    file = FileField(_l("印影の画像（PNG・JPEG）"), [FileRequired(_l("画像を選んでください。"))])
    size = RadioField(
        _l("実際の大きさ"),
        [InputRequired(_l("大きさを選んでください。"))],
        choices=[SelectChoice(size, f"{size} mm") for size in SIZES_MM],
    )


class DrawingForm(VisitForm):
    """`strokes`: a JSON list of strokes, each a list of [x, y] in widths of the pad."""

    strokes = HiddenField(_l("手書きサイン"))


class NoSeal(Exception):
    """Nothing can be made of what was sent; `sentence` says why and what to do."""

    def __init__(self, sentence: LazyString) -> None:
        super().__init__(sentence)
        self.sentence = sentence


def usual_size(kind: str) -> str:
    """Return the size in mm that a seal of this kind of party usually has (domain.md D.3)."""
    return USUAL_SIZE.get(PartyKind(kind), COMPANY_SIZE)


def seal_from(data: bytes) -> bytes:
    """Return the transparent PNG of an uploaded picture; raises NoSeal."""
    if len(data) > MOST_MEGABYTES * MEGABYTE:
        raise NoSeal(TOO_LARGE)
    try:
        return lifted_seal(data)
    except SealRefused as refused:
        raise NoSeal(SEAL_FAULTS[refused.code]) from refused


def signature_from(sent: str) -> Imprint:
    """Return what the strokes draw; raises NoSeal for what is no drawing."""
    try:
        return drawn_imprint(_strokes(sent))
    except ImprintImpossible as impossible:
        raise NoSeal(NOTHING_DRAWN if impossible.code == "empty" else TOO_MUCH_DRAWN) from impossible
    except (ValueError, TypeError, OverflowError, RecursionError) as unreadable:
        raise NoSeal(NOTHING_DRAWN) from unreadable


def _strokes(sent: str) -> Sequence[Sequence[tuple[float, float]]]:
    """Raises ValueError or TypeError for anything but lists of pairs of finite numbers near the pad."""
    strokes = [[(float(x), float(y)) for x, y in stroke] for stroke in json.loads(sent or "[]")]
    if not all(
        math.isfinite(number) and abs(number) <= FARTHEST
        for stroke in strokes
        for point in stroke
        for number in point
    ):
        raise ValueError(sent[:20])
    return strokes
