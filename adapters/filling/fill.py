import re
from io import BytesIO
from typing import Literal

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name, pdf_string
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader

from adapters.filling.checkmark import NO, YES
from adapters.filling.ink import ink_of
from adapters.filling.names import agreed_field, input_field, naming_field, seal_field
from adapters.filling.overlay import text_box
from adapters.filling.typesetting import typed_box
from adapters.filling.upright import SIDEWAYS, UPRIGHT
from contracts.fields import CHECKED
from contracts.inputs import InputKind
from contracts.signing import Filling, ImprintMark, TypedValue

AGREED_SIZE = 9.5
NAMING_SIZE = 10.5
NAMING_SHARE = 0.7
POINTS_PER_MM = 72 / 25.4
SEAL_VALUE = "印影"
"""What the field of a seal without words says to a reader that cannot see it."""
Reason = Literal["no_such_field", "already_filled"]
Fields = dict[str, generic.DictionaryObject]


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
    fields = fields_of(writer, filling.key)
    if filling.agreed_text and agreed_field(filling.key) in fields:
        field = blank_field(fields, agreed_field(filling.key))
        drawn = text_box(filling.agreed_text, *size_of(field), AGREED_SIZE)
        show_page(writer, field, filling.agreed_text, drawn)
    if filling.imprint:
        fill_seals(writer, fields, filling.imprint, seal_field(filling.key))
    for name in numbered(fields, naming_field(filling.key, 0)[:-1]) if filling.name else ():
        field = blank_field(fields, name)
        width, height = upright_size(field)
        drawn = text_box(filling.name, width, height, min(NAMING_SIZE, height * NAMING_SHARE))
        show_page(writer, field, filling.name, drawn)
    for typed in filling.values:
        fill_value(writer, fields, filling.key, typed)


def fill_seals(writer: IncrementalPdfFileWriter, fields: Fields, mark: ImprintMark, first: str) -> None:
    """Stamp every 署名ボックス of the party; boxes alike share one drawing."""
    drawn: dict[tuple[float, float, int], generic.IndirectObject] = {}
    for name in numbered(fields, first) or (first,):
        field = blank_field(fields, name)
        shape = (*upright_size(field), turned(field))
        if shape not in drawn:
            drawn[shape] = writer.add_object(stamped(writer, mark, shape))
        show(writer, field, mark.text or SEAL_VALUE, drawn[shape])


def fill_value(writer: IncrementalPdfFileWriter, fields: Fields, key: str, typed: TypedValue) -> None:
    """Write also what was left empty: pyHanko takes an own field of an older revision for a changed one."""
    field = blank_field(fields, input_field(key, typed.kind, typed.number))
    if typed.kind == InputKind.CHECK:
        field["/V"] = field["/AS"] = pdf_name(YES if typed.value == CHECKED else NO)
        writer.update_container(field)
    else:
        show_page(writer, field, typed.value, typed_box(typed.value, *upright_size(field)))


def fields_of(writer: IncrementalPdfFileWriter, key: str) -> Fields:
    """Return the party's own fields by name."""
    every = (reference.get_object() for reference in writer.root["/AcroForm"]["/Fields"])
    return {str(one["/T"]): one for one in every if str(one["/T"]).partition("_")[0] == key}


def numbered(fields: Fields, stem: str) -> tuple[str, ...]:
    """Return the names that are this stem, with or without a number."""
    return tuple(name for name in fields if re.fullmatch(re.escape(stem) + "[0-9]*", name))


def blank_field(fields: Fields, name: str) -> generic.DictionaryObject:
    field = fields.get(name)
    if field is None:
        raise FillingRefused("no_such_field", name)
    if field.get("/V", NO) != NO:
        raise FillingRefused("already_filled", name)
    return field


def size_of(field: generic.DictionaryObject) -> tuple[float, float]:
    left, bottom, right, top = (float(value) for value in field["/Rect"])
    return right - left, top - bottom


def turned(field: generic.DictionaryObject) -> int:
    return int(field.get("/MK", {}).get("/R", 0))


def upright_size(field: generic.DictionaryObject) -> tuple[float, float]:
    """Return width and height as displayed."""
    width, height = size_of(field)
    return (height, width) if turned(field) in SIDEWAYS else (width, height)


def stamped(
    writer: IncrementalPdfFileWriter, mark: ImprintMark, shape: tuple[float, float, int]
) -> generic.StreamObject:
    """Return the seal at its real size, or as large as it fits, in the middle of a box: points and turn."""
    width, height, turn = shape
    resources, drawing = dictionary({}), mark.operators
    if mark.picture:
        picture = dictionary({pdf_name("/Seal"): writer.add_object(ink_of(writer, mark.picture))})
        resources, drawing = dictionary({pdf_name("/XObject"): picture}), b"100 0 0 100 0 0 cm /Seal Do\n"
    side = min(mark.size_mm * POINTS_PER_MM, width, height)
    matrix = (
        f"q {side / 100:.5f} 0 0 {side / 100:.5f} {(width - side) / 2:.4f} {(height - side) / 2:.4f} cm\n"
    )
    entries = {
        pdf_name("/Type"): pdf_name("/XObject"),
        pdf_name("/Subtype"): pdf_name("/Form"),
        pdf_name("/BBox"): generic.ArrayObject(map(generic.FloatObject, (0, 0, width, height))),
        pdf_name("/Matrix"): upright(turn),
        pdf_name("/Resources"): resources,
    }
    stream = generic.StreamObject(entries, stream_data=matrix.encode("ascii") + drawing + b"Q\n")
    stream.compress()  # type: ignore[no-untyped-call]  # pyHanko is partly untyped
    return stream


def upright(turn: int) -> generic.ArrayObject:
    return generic.ArrayObject(map(generic.FloatObject, UPRIGHT[turn]))


def show_page(
    writer: IncrementalPdfFileWriter, field: generic.DictionaryObject, value: str, drawn: bytes
) -> None:
    """Show a page that was drawn for the field, upright."""
    appearance = writer.import_page_as_xobject(PdfFileReader(BytesIO(drawn)), 0)
    appearance.get_object()["/Matrix"] = upright(turned(field))
    show(writer, field, value, appearance)


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
