from io import BytesIO
from typing import Literal

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name, pdf_string
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader

from adapters.filling.names import agreed_field, seal_field
from adapters.filling.overlay import text_box
from contracts.signing import Filling, ImprintMark

AGREED_SIZE = 9.5
POINTS_PER_MM = 72 / 25.4
Reason = Literal["no_such_field", "already_filled"]


class FillingRefused(Exception):
    def __init__(self, code: Reason, field: str) -> None:
        super().__init__(code, field)
        self.code = code
        self.field = field


def filled(parent: bytes, filling: Filling) -> bytes:
    """Return the parent plus one unsigned revision, for preview; raises FillingRefused."""
    writer = IncrementalPdfFileWriter(BytesIO(parent))
    fill_into(writer, filling)
    out = BytesIO()
    writer.write(out)  # type: ignore[no-untyped-call]  # pyHanko is partly untyped
    return out.getvalue()


def fill_into(writer: IncrementalPdfFileWriter, filling: Filling) -> None:
    """Set value and appearance of this party's own fields and of nothing else; raises FillingRefused."""
    if filling.agreed_text:
        field = blank_field(writer, agreed_field(filling.key))
        drawn = text_box(filling.agreed_text, *size_of(field), AGREED_SIZE)
        appearance = writer.import_page_as_xobject(PdfFileReader(BytesIO(drawn)), 0)
        show(writer, field, filling.agreed_text, appearance)
    if filling.imprint:
        field = blank_field(writer, seal_field(filling.key))
        appearance = writer.add_object(stamped(filling.imprint, *size_of(field)))
        show(writer, field, filling.imprint.text, appearance)


def blank_field(writer: IncrementalPdfFileWriter, name: str) -> generic.DictionaryObject:
    for reference in writer.root["/AcroForm"]["/Fields"]:
        field: generic.DictionaryObject = reference.get_object()
        if field.get("/T") == name:
            if "/V" in field:
                raise FillingRefused("already_filled", name)
            return field
    raise FillingRefused("no_such_field", name)


def size_of(field: generic.DictionaryObject) -> tuple[float, float]:
    left, bottom, right, top = (float(value) for value in field["/Rect"])
    return right - left, top - bottom


def stamped(mark: ImprintMark, width: float, height: float) -> generic.StreamObject:
    """Return the seal at its real size in the middle of a box of the given points."""
    side = mark.size_mm * POINTS_PER_MM
    matrix = (
        f"q {side / 100:.5f} 0 0 {side / 100:.5f} {(width - side) / 2:.4f} {(height - side) / 2:.4f} cm\n"
    )
    entries = {
        pdf_name("/Type"): pdf_name("/XObject"),
        pdf_name("/Subtype"): pdf_name("/Form"),
        pdf_name("/BBox"): generic.ArrayObject(map(generic.FloatObject, (0, 0, width, height))),
        pdf_name("/Resources"): dictionary({}),
    }
    stream = generic.StreamObject(entries, stream_data=matrix.encode("ascii") + mark.operators + b"Q\n")
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
