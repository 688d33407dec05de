"""A form whose fields are shown otherwise after somebody signed, in ways that pyHanko 0.38 permits (T58)."""

from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Name, String
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name, pdf_string
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from tests.verification.attacks import A4
from tests.verification.writing import written

HIDDEN = 2
SHOWN = 4
OVER_THE_PRICE = [70, 690, 280, 720]
OTHER_PRICE = b"1 g 0 0 300 300 re f BT /F1 12 Tf 2 4 Td (999) Tj ET"
DETAILS, SHADOW, BLANK, TICKED = range(4)


def form(*, is_odd: bool = False) -> bytes:
    """A price in the page; a filled field, a hidden one over the price, a blank one, and a tick box.

    With `is_odd` a field's place cannot be told.
    """
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page(page_size=A4)
        letters = pdf.make_indirect(Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica))
        fonts = Dictionary(Font=Dictionary(F1=letters))
        page.Resources = fonts
        page.Contents = pdf.make_stream(b"BT /F1 24 Tf 80 700 Td (Pay 100 yen) Tj ET")

        def drawn(content: bytes) -> pikepdf.Object:
            box = Dictionary(Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, *A4], Resources=fonts)
            return pdf.make_stream(content, box)

        def field(name: str, flags: int, look: pikepdf.Object, **said: object) -> pikepdf.Object:
            kind = {"FT": Name.Tx, "DA": String("/F1 12 Tf 0 g"), "Rect": OVER_THE_PRICE, **said}
            widget = Dictionary(Type=Name.Annot, Subtype=Name.Widget, T=String(name), F=flags, P=page.obj)
            widget.AP = Dictionary(N=look)
            for key, value in kind.items():
                widget[f"/{key}"] = value
            return pdf.make_indirect(widget)

        states = Dictionary(Yes=drawn(b"0 0 m 9 9 l S"), Off=drawn(b""))
        fields = [
            field(
                "details",
                SHOWN,
                drawn(b"BT /F1 12 Tf (100) Tj ET"),
                V=String("100"),
                Rect=[80, 500, 280, 520],
            ),
            field("shadow", HIDDEN, drawn(OTHER_PRICE)),
            field("blank", SHOWN, drawn(b"/Tx BMC EMC"), Rect=[80, 400, 280, 420]),
            field("ticked", SHOWN, states, FT=Name.Btn, AS=Name.Off, V=Name.Off, Rect=[80, 300, 99, 319]),
        ]
        if is_odd:
            fields[SHADOW].Rect = [0, "right", 1, 1]
        page.Annots = pdf.make_indirect(Array(fields))
        pdf.Root.AcroForm = pdf.make_indirect(Dictionary(Fields=fields, DR=fonts))
        out = BytesIO()
        pdf.save(out, min_version="1.7", object_stream_mode=pikepdf.ObjectStreamMode.disable)
    return out.getvalue()


def _with_field(pdf: bytes, place: int, key: str, value: generic.PdfObject) -> bytes:
    writer = IncrementalPdfFileWriter(BytesIO(pdf))
    field = writer.root["/AcroForm"]["/Fields"][place]
    field[pdf_name(key)] = value
    writer.update_container(field)
    return written(writer)


def with_hidden_field_shown(pdf: bytes) -> bytes:
    """Hide-and-replace: what covers the price was there when it was signed, and hidden."""
    return _with_field(pdf, SHADOW, "/F", generic.NumberObject(SHOWN))  # type: ignore[no-untyped-call]  # pyHanko is partly untyped


def with_filled_field_hidden(pdf: bytes) -> bytes:
    return _with_field(pdf, DETAILS, "/F", generic.NumberObject(HIDDEN))  # type: ignore[no-untyped-call]  # so here


def with_letters_of_no_size(pdf: bytes) -> bytes:
    return _with_field(pdf, DETAILS, "/DA", pdf_string("/F1 1 Tf 1 g"))


def with_another_look(pdf: bytes, place: int = SHADOW) -> bytes:
    """Replace-via-overlay: a field without a value is drawn otherwise."""
    writer = IncrementalPdfFileWriter(BytesIO(pdf))
    field = writer.root["/AcroForm"]["/Fields"][place]
    drawn = field["/AP"]["/N"]
    kept = {key: value for key, value in drawn.items() if key not in {"/Length", "/Filter"}}
    other = generic.StreamObject(kept, stream_data=OTHER_PRICE)
    field[pdf_name("/AP")] = generic.DictionaryObject({pdf_name("/N"): writer.add_object(other)})  # type: ignore[no-untyped-call]  # so here
    writer.update_container(field)
    return written(writer)


def with_another_tick(pdf: bytes) -> bytes:
    """The picture of the ticked state is replaced before anybody ticks."""
    writer = IncrementalPdfFileWriter(BytesIO(pdf))
    field = writer.root["/AcroForm"]["/Fields"][TICKED]
    other = generic.StreamObject(dict(field["/AP"]["/N"]["/Off"]), stream_data=OTHER_PRICE)
    other.pop("/Length", None)
    field["/AP"]["/N"][pdf_name("/Yes")] = writer.add_object(other)
    writer.update_container(field)
    return written(writer)


def with_other_letters(pdf: bytes) -> bytes:
    """The form's font is replaced by another one."""
    writer = IncrementalPdfFileWriter(BytesIO(pdf))
    form = writer.root["/AcroForm"]
    letters = {"/Type": "/Font", "/Subtype": "/Type1", "/BaseFont": "/Symbol"}
    font = generic.DictionaryObject({pdf_name(key): pdf_name(name) for key, name in letters.items()})  # type: ignore[no-untyped-call]  # so here
    fonts = generic.DictionaryObject({pdf_name("/F1"): writer.add_object(font)})  # type: ignore[no-untyped-call]  # so here
    form[pdf_name("/DR")] = generic.DictionaryObject({pdf_name("/Font"): fonts})  # type: ignore[no-untyped-call]  # so here
    writer.update_container(form)
    return written(writer)


def with_value(pdf: bytes) -> bytes:
    return _with_field(pdf, DETAILS, "/V", pdf_string("999"))


def with_blank_filled(pdf: bytes) -> bytes:
    return with_another_look(_with_field(pdf, BLANK, "/V", pdf_string("here")), BLANK)
