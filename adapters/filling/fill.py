from io import BytesIO
from typing import Literal

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name, pdf_string
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader

from adapters.filling.checkmark import NO, YES
from adapters.filling.ink import ink_of
from adapters.filling.names import agreed_field, input_field, seal_field
from adapters.filling.overlay import text_box
from adapters.filling.typesetting import typed_box
from contracts.fields import CHECKED
from contracts.inputs import InputKind
from contracts.signing import Filling, ImprintMark, TypedValue

AGREED_SIZE = 9.5
POINTS_PER_MM = 72 / 25.4
SIDEWAYS = frozenset({90, 270})
# The text stands upright on a page that is displayed turned (ISO 32000-1, 12.5.5).
UPRIGHT = {
    0: (1, 0, 0, 1, 0, 0),
    90: (0, 1, -1, 0, 0, 0),
    180: (-1, 0, 0, -1, 0, 0),
    270: (0, -1, 1, 0, 0, 0),
}
SEAL_VALUE = "印影"
"""What the field of a seal without words says to a reader that cannot see it."""
Reason = Literal["no_such_field", "already_filled"]


class FillingRefused(Exception):
    def __init__(self, code: Reason, field: str) -> None:
        super().__init__(code, field)
        self.code = code
        self.field = field


def filled(parent: bytes, filling: Filling) -> bytes:
    """Return the parent plus one unsigned revision, for preview; raises FillingRefused, TextRefused."""
    writer = IncrementalPdfFileWriter(BytesIO(parent))
    fill_into(writer, filling)
    out = BytesIO()
    writer.write(out)  # type: ignore[no-untyped-call]  # pyHanko is partly untyped
    return out.getvalue()


def fill_into(writer: IncrementalPdfFileWriter, filling: Filling) -> None:
    """Set value and appearance of this party's own fields and of nothing else.

    Raises FillingRefused, and TextRefused for a value that its box cannot show whole.
    """
    if filling.agreed_text:
        field = blank_field(writer, agreed_field(filling.key))
        drawn = text_box(filling.agreed_text, *size_of(field), AGREED_SIZE)
        appearance = writer.import_page_as_xobject(PdfFileReader(BytesIO(drawn)), 0)
        show(writer, field, filling.agreed_text, appearance)
    if filling.imprint:
        field = blank_field(writer, seal_field(filling.key))
        appearance = writer.add_object(stamped(writer, filling.imprint, *size_of(field)))
        show(writer, field, filling.imprint.text or SEAL_VALUE, appearance)
    for typed in filling.values:
        fill_value(writer, filling.key, typed)


def fill_value(writer: IncrementalPdfFileWriter, key: str, typed: TypedValue) -> None:
    """Write also what was left empty: pyHanko takes an own field of an older revision for a changed one."""
    field = blank_field(writer, input_field(key, typed.kind, typed.number))
    if typed.kind == InputKind.CHECK:
        field["/V"] = field["/AS"] = pdf_name(YES if typed.value == CHECKED else NO)
        writer.update_container(field)
    else:
        turned = int(field.get("/MK", {}).get("/R", 0))
        width, height = size_of(field)
        drawn = typed_box(typed.value, *((height, width) if turned in SIDEWAYS else (width, height)))
        appearance = writer.import_page_as_xobject(PdfFileReader(BytesIO(drawn)), 0)
        appearance.get_object()["/Matrix"] = generic.ArrayObject(map(generic.FloatObject, UPRIGHT[turned]))
        show(writer, field, typed.value, appearance)


def blank_field(writer: IncrementalPdfFileWriter, name: str) -> generic.DictionaryObject:
    for reference in writer.root["/AcroForm"]["/Fields"]:
        field: generic.DictionaryObject = reference.get_object()
        if field.get("/T") == name:
            if field.get("/V", NO) != NO:
                raise FillingRefused("already_filled", name)
            return field
    raise FillingRefused("no_such_field", name)


def size_of(field: generic.DictionaryObject) -> tuple[float, float]:
    left, bottom, right, top = (float(value) for value in field["/Rect"])
    return right - left, top - bottom


def stamped(
    writer: IncrementalPdfFileWriter, mark: ImprintMark, width: float, height: float
) -> generic.StreamObject:
    """Return the seal at its real size in the middle of a box of the given points."""
    resources, drawing = dictionary({}), mark.operators
    if mark.picture:
        picture = dictionary({pdf_name("/Seal"): writer.add_object(ink_of(writer, mark.picture))})
        resources, drawing = dictionary({pdf_name("/XObject"): picture}), b"100 0 0 100 0 0 cm /Seal Do\n"
    side = mark.size_mm * POINTS_PER_MM
    matrix = (
        f"q {side / 100:.5f} 0 0 {side / 100:.5f} {(width - side) / 2:.4f} {(height - side) / 2:.4f} cm\n"
    )
    entries = {
        pdf_name("/Type"): pdf_name("/XObject"),
        pdf_name("/Subtype"): pdf_name("/Form"),
        pdf_name("/BBox"): generic.ArrayObject(map(generic.FloatObject, (0, 0, width, height))),
        pdf_name("/Resources"): resources,
    }
    stream = generic.StreamObject(entries, stream_data=matrix.encode("ascii") + drawing + b"Q\n")
    stream.compress()  # type: ignore[no-untyped-call]  # pyHanko is partly untyped
    return stream


def show(
    writer: IncrementalPdfFileWriter,
    field: generic.DictionaryObject,
    value: str,
    appearance: generic.IndirectObject,
) -> None:
    field["/V"] = pdf_string(value)
    field["/AP"] = dictionary({pdf_name("/N"): appearance})
    writer.update_container(field)


def dictionary(entries: dict[generic.NameObject, generic.PdfObject]) -> generic.DictionaryObject:
    return generic.DictionaryObject(entries)  # type: ignore[no-untyped-call]  # pyHanko is partly untyped
