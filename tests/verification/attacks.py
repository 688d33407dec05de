"""What somebody may do to a foreign file after it was signed, without breaking a digest (T58, T59)."""

from io import BytesIO
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, String
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name, pdf_string
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import MDPPerm

from tests.verification.foreign_signer import signed
from tests.verification.writing import written

A4 = (595, 842)
BIG = (50, 300, 550, 800)
TEXT = b"BT /F1 24 Tf 80 700 Td (Pay 100 yen) Tj ET "
COVER = b"/Cover Do"
OTHER = b"BT /F1 24 Tf 80 700 Td (Pay 999 yen) Tj ET "


def contract() -> bytes:
    """A page with text, a picture laid over another text, and a text field that says 100."""
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page(page_size=A4)
        font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
        font = pdf.make_indirect(font)
        cover = _form(pdf, b"1 g 70 600 400 60 re f")
        look = _form(pdf, b"BT /F1 12 Tf 2 4 Td (100) Tj ET")
        look.Resources = Dictionary(Font=Dictionary(F1=font))
        page.Resources = Dictionary(Font=Dictionary(F1=font), XObject=Dictionary(Cover=cover))
        hidden = b"BT /F1 24 Tf 80 620 Td (and all your houses) Tj ET "
        page.Contents = pdf.make_stream(TEXT + hidden + COVER)
        pdf.Root.Shadow = pdf.make_stream(OTHER)
        field = pdf.make_indirect(
            Dictionary(
                Type=Name.Annot,
                Subtype=Name.Widget,
                FT=Name.Tx,
                T=String("amount"),
                V=String("100"),
                Rect=[80, 500, 280, 520],
                F=4,
                P=page.obj,
                DA=String("/F1 12 Tf 0 g"),
                AP=Dictionary(N=look),
            )
        )
        page.Annots = pdf.make_indirect(Array([field]))
        resources = Dictionary(Font=Dictionary(F1=font))
        pdf.Root.AcroForm = pdf.make_indirect(Dictionary(Fields=[field], DR=resources))
        out = BytesIO()
        pdf.save(out, min_version="1.7", object_stream_mode=pikepdf.ObjectStreamMode.disable)
    return out.getvalue()


def _form(pdf: pikepdf.Pdf, content: bytes) -> pikepdf.Object:
    return pdf.make_stream(content, Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, *A4])


def approved() -> bytes:
    return signed(contract(), "First")


def certified(permits: MDPPerm) -> bytes:
    return signed(contract(), "First", permits)


def with_evil_annotation(pdf: bytes) -> bytes:
    """EAA: a white sheet with another text, as an annotation of a document that permits annotations."""
    writer = IncrementalPdfFileWriter(BytesIO(pdf))
    sheet = generic.StreamObject(
        {
            pdf_name("/Type"): pdf_name("/XObject"),
            pdf_name("/Subtype"): pdf_name("/Form"),
            pdf_name("/BBox"): generic.ArrayObject(map(generic.NumberObject, (0, 0, 500, 500))),
        },
        stream_data=b"1 g 0 0 500 500 re f 0 g 20 20 300 300 re f",
    )
    note = generic.DictionaryObject(  # type: ignore[no-untyped-call]  # so here
        {
            pdf_name("/Type"): pdf_name("/Annot"),
            pdf_name("/Subtype"): pdf_name("/Stamp"),
            pdf_name("/F"): generic.NumberObject(4),  # type: ignore[no-untyped-call]  # so here
            pdf_name("/Rect"): generic.ArrayObject(map(generic.NumberObject, BIG)),
            pdf_name("/AP"): generic.DictionaryObject({pdf_name("/N"): writer.add_object(sheet)}),  # type: ignore[no-untyped-call]  # so here
        }
    )
    page = writer.find_page_for_modification(0)[0]  # type: ignore[no-untyped-call]  # so here
    writer.register_annotation(page, writer.add_object(note))  # type: ignore[no-untyped-call]  # so here
    return written(writer)


def with_sneaky_signature(pdf: bytes) -> bytes:
    """SSA: one more signature, whose field covers the page."""
    return signed(pdf, "Sneaky", box=BIG)


def with_another_value(pdf: bytes) -> bytes:
    """Shadow replace: the field says and shows another amount."""
    writer = IncrementalPdfFileWriter(BytesIO(pdf))
    field = writer.root["/AcroForm"]["/Fields"][0]
    field[pdf_name("/V")] = pdf_string("999")
    look = field["/AP"]["/N"]
    shown = generic.StreamObject(dict(look), stream_data=b"BT /F1 12 Tf 2 4 Td (999) Tj ET")
    for key in ("/Length", "/Filter"):
        shown.pop(key, None)
    field[pdf_name("/AP")] = generic.DictionaryObject({pdf_name("/N"): writer.add_object(shown)})  # type: ignore[no-untyped-call]  # so here
    writer.update_container(field)
    return written(writer)


def with_another_value_signed(pdf: bytes) -> bytes:
    """The same, and signed over, so that the last signature covers the whole file."""
    return signed(with_another_value(pdf), "Second")


def _overwritten(writer: IncrementalPdfFileWriter, target: Any, data: bytes) -> bytes:  # noqa: ANN401 -- a reference of pyHanko
    stream = target.get_object()
    kept = {key: value for key, value in stream.items() if key not in {"/Length", "/Filter"}}
    stream_now = generic.StreamObject(kept, stream_data=data)
    reference = generic.Reference(target.idnum, target.generation, pdf=writer)
    writer.objects[reference.generation, reference.idnum] = stream_now
    return written(writer)


def with_cover_removed(pdf: bytes) -> bytes:
    """Shadow hide: what covered a text draws nothing any more."""
    writer = IncrementalPdfFileWriter(BytesIO(pdf))
    page = writer.find_page_for_modification(0)[0].get_object()  # type: ignore[no-untyped-call]  # so here
    return _overwritten(writer, page["/Resources"]["/XObject"].raw_get("/Cover"), b"")


def with_shadow_content(pdf: bytes) -> bytes:
    """Shadow hide-and-replace: the page shows what stood hidden in the file when it was signed."""
    writer = IncrementalPdfFileWriter(BytesIO(pdf))
    page = writer.find_page_for_modification(0)[0].get_object()  # type: ignore[no-untyped-call]  # so here
    shadow = writer.root.raw_get("/Shadow")
    page[pdf_name("/Contents")] = generic.IndirectObject(shadow.idnum, shadow.generation, writer)  # type: ignore[no-untyped-call]  # so here
    writer.update_container(page)
    return written(writer)
