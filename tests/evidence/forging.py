"""What somebody may do to a finished file; each function returns the forgery."""

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO

import pikepdf
import pypdfium2
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name, pdf_string
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import SigSeedSubFilter
from pyhanko.sign.signers import PdfSignatureMetadata, PdfTimeStamper

from adapters.dated_signer import DatedPdfSigner
from adapters.sealing import Authority, Sealer
from adapters.sealing.key_signer import KeySigner
from tests.evidence.clock import present
from tests.evidence.contract import Story, timestamper, told
from tests.evidence.independent import SIGNATURE_OCTETS, TOKEN_OID

HALF = 2


@dataclass(frozen=True, slots=True)
class Forgery:
    """`what` was done, as the table of docs/tampering.md says it."""

    what: str
    pdf: bytes


def written(writer: IncrementalPdfFileWriter) -> bytes:
    out = BytesIO()
    writer.write(out)  # type: ignore[no-untyped-call]  # pyHanko is partly untyped
    return out.getvalue()


def flipped(pdf: bytes, place: int) -> bytes:
    forged = bytearray(pdf)
    forged[place] ^= 0x01
    return bytes(forged)


def refilled(pdf: bytes, name: str) -> bytes:
    writer = IncrementalPdfFileWriter(BytesIO(pdf))
    for reference in writer.root["/AcroForm"]["/Fields"]:
        field = reference.get_object()
        if field["/T"] == name:
            field["/V"] = pdf_string("偽の値")
            writer.update_container(field)
    return written(writer)


def overwritten_page(pdf: bytes) -> bytes:
    writer = IncrementalPdfFileWriter(BytesIO(pdf))
    page = writer.find_page_for_modification(0)[0].get_object()  # type: ignore[no-untyped-call]  # so here
    forged = generic.StreamObject(stream_data=b"1 0 0 rg 0 0 595 842 re f")
    page[pdf_name("/Contents")] = writer.add_object(forged)
    writer.update_container(page)
    return written(writer)


def with_a_page_more(pdf: bytes) -> bytes:
    writer = IncrementalPdfFileWriter(BytesIO(pdf))
    media = generic.ArrayObject(map(generic.NumberObject, (0, 0, 595, 842)))
    empty = generic.StreamObject(stream_data=b"")
    page = generic.DictionaryObject(  # type: ignore[no-untyped-call]  # so here
        {
            pdf_name("/Type"): pdf_name("/Page"),
            pdf_name("/MediaBox"): media,
            pdf_name("/Contents"): writer.add_object(empty),
        }
    )
    tree = writer.root["/Pages"]
    page[pdf_name("/Parent")] = writer.root.raw_get("/Pages")
    tree["/Kids"].append(writer.add_object(page))
    tree[pdf_name("/Count")] = generic.NumberObject(tree["/Count"] + 1)  # type: ignore[no-untyped-call]  # so here
    writer.update_container(tree)
    return written(writer)


def annotated(pdf: bytes) -> bytes:
    writer = IncrementalPdfFileWriter(BytesIO(pdf))
    note = generic.DictionaryObject(  # type: ignore[no-untyped-call]  # so here
        {
            pdf_name("/Type"): pdf_name("/Annot"),
            pdf_name("/Subtype"): pdf_name("/FreeText"),
            pdf_name("/Rect"): generic.ArrayObject(map(generic.NumberObject, (0, 0, 300, 300))),
            pdf_name("/Contents"): pdf_string("無効"),
        }
    )
    writer.register_annotation(writer.find_page_for_modification(0)[0], writer.add_object(note))  # type: ignore[no-untyped-call]  # so here
    return written(writer)


def retitled(pdf: bytes) -> bytes:
    writer = IncrementalPdfFileWriter(BytesIO(pdf))
    info = {pdf_name("/Title"): pdf_string("別の契約書")}
    writer.set_info(writer.add_object(generic.DictionaryObject(info)))  # type: ignore[no-untyped-call]  # so here
    return written(writer)


def saved_anew(pdf: bytes) -> bytes:
    out = BytesIO()
    with pikepdf.open(BytesIO(pdf)) as opened:
        opened.save(out)
    return out.getvalue()


def saved_by_pdfium(pdf: bytes) -> bytes:
    out = BytesIO()
    pypdfium2.PdfDocument(pdf).save(out)
    return out.getvalue()


def without_a_page(pdf: bytes) -> bytes:
    out = BytesIO()
    with pikepdf.open(BytesIO(pdf)) as opened:
        del opened.pages[1]
        opened.save(out)
    return out.getvalue()


def with_another_attachment(pdf: bytes) -> bytes:
    """Change one figure in the embedded JSON of a certificate and save the file anew."""
    out = BytesIO()
    with pikepdf.open(BytesIO(pdf)) as opened:
        stream = opened.attachments["certificate.json"].get_file().obj
        stream.write(stream.read_bytes().replace(b'"sha256":"', b'"sha256":"0', 1))
        opened.save(out)
    return out.getvalue()


def signed_over(pdf: bytes, stranger: Authority) -> bytes:
    """Sign once more, over everything, under our names but by another authority."""
    metadata = PdfSignatureMetadata("Sig-again", "sha256", subfilter=SigSeedSubFilter.PADES)
    signer = DatedPdfSigner(metadata, KeySigner(stranger), present(), timestamper(stranger))
    stream = BytesIO(pdf)
    signer.sign_pdf(IncrementalPdfFileWriter(stream), in_place=True, bytes_reserved=32768)
    return stream.getvalue()


def forgeries(story: Story, stranger: Authority) -> Iterator[Forgery]:
    """Yield what may be done to a concluded contract; revisions are creation, agreements, conclusion."""
    pdf, agreed = story.concluded, story.revisions[-2].pdf
    signatures = PdfFileReader(BytesIO(pdf)).embedded_signatures
    ranges = [[int(number) for number in one.byte_range] for one in signatures]
    final, stamp = ranges[-2], ranges[-1]
    signed = pdf[: sum(final[2:])]
    in_the_store = pdf.index(b"stream", len(signed)) + 60
    yield Forgery("one byte of the text (every signature covers it)", flipped(pdf, ranges[0][1] // HALF))
    yield Forgery("one byte that the first agreement added", flipped(pdf, ranges[1][1] - 200))
    yield Forgery("one byte of the validation data (DSS)", flipped(pdf, in_the_store))
    yield Forgery("one digit of a signature's value", with_another_value(pdf, final[1] + 1))
    yield Forgery("data in the gap behind a signature, covered by none", beside(pdf, stamp[2]))
    yield Forgery("data after the end of the file", pdf + b"%%EOF\n")
    yield Forgery("page 1 overwritten (appended revision)", overwritten_page(pdf))
    yield Forgery("a page added (appended revision)", with_a_page_more(pdf))
    yield Forgery("an annotation added (appended revision)", annotated(pdf))
    yield Forgery("a party's field changed (appended revision)", refilled(pdf, "a_agreed"))
    yield Forgery("the document's properties changed (appended revision)", retitled(pdf))
    yield Forgery("cut back to the last agreement, before the conclusion", agreed)
    yield Forgery("the document timestamp cut off", signed)
    yield Forgery("one party's agreement taken out of the middle", without_the_middle(story))
    yield Forgery("two agreements in the other order", swapped(story))
    yield Forgery("the document timestamp replaced by a stranger's", restamped(signed, stranger))
    yield Forgery("signed once more by another CA under our names", signed_over(pdf, stranger))
    yield Forgery("made anew from the first signature by another CA under our names", remade(story, stranger))
    yield Forgery("a page removed and saved anew (qpdf)", without_a_page(pdf))
    yield Forgery("saved anew without a change (qpdf)", saved_anew(pdf))
    yield Forgery("saved anew without a change (PDFium)", saved_by_pdfium(pdf))


def with_another_value(pdf: bytes, digits: int) -> bytes:
    """Change one hex digit in the middle of the signature value of the CMS whose digits begin there."""
    der = bytes.fromhex(pdf[digits : pdf.index(b">", digits)].decode("ascii"))
    mark = b"\x04\x82" + SIGNATURE_OCTETS.to_bytes(2, "big")
    place = digits + 2 * (der.rindex(mark, 0, der.index(TOKEN_OID)) + len(mark) + SIGNATURE_OCTETS // HALF)
    return pdf[:place] + (b"1" if pdf[place : place + 1] == b"0" else b"0") + pdf[place + 1 :]


def beside(pdf: bytes, gap_ends: int) -> bytes:
    return pdf[: gap_ends - 6] + b"0bad" + pdf[gap_ends - 2 :]


def without_the_middle(story: Story) -> bytes:
    _creation, first, second, *_rest = story.revisions
    return first.pdf + story.concluded[len(second.pdf) :]


def swapped(story: Story) -> bytes:
    creation, first, second, *_rest = (one.pdf for one in story.revisions)
    earlier, later = first[len(creation) :], second[len(first) :]
    return creation + later + earlier + story.concluded[len(second) :]


def restamped(pdf: bytes, stranger: Authority) -> bytes:
    stream = BytesIO(pdf)
    writer = IncrementalPdfFileWriter(stream)
    PdfTimeStamper(timestamper(stranger), field_name="DocTS-1").timestamp_pdf(writer, "sha256", in_place=True)
    return stream.getvalue()


def remade(story: Story, stranger: Authority) -> bytes:
    return told(Sealer(stranger, timestamper(stranger), present), story.prepared).concluded
