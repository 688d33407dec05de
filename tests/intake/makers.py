"""PDFs made for the intake tests: sound ones and ones with something wrong in them."""

import io
import struct
import zlib

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf, String
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from adapters.fonts import font

A5 = (420, 595)


def saved(pdf: Pdf, **options: object) -> bytes:
    file = io.BytesIO()
    pdf.save(file, static_id=True, **options)  # type: ignore[arg-type]  # passed through to pikepdf as they are
    return file.getvalue()


def paper(*texts: str, page_size: tuple[float, float] = A5) -> bytes:
    """Return a PDF with one page for each text, in an embedded Japanese font."""
    pdfmetrics.registerFont(TTFont("paper", str(font("serif"))))
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=page_size, invariant=True)
    for text in texts or ("業務委託契約書",):
        canvas.setFont("paper", 14)
        canvas.drawString(40, page_size[1] - 60, text)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def changed(data: bytes) -> Pdf:
    return pikepdf.open(io.BytesIO(data))


def locked(user: str, owner: str) -> bytes:
    return saved(changed(paper()), encryption=pikepdf.Encryption(user=user, owner=owner))


def raw(*objects: bytes) -> bytes:
    """Return a file of these objects, numbered from 1; the first is the catalog."""
    body, offsets = b"%PDF-1.7\n", []
    for number, content in enumerate(objects, start=1):
        offsets.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    size = len(objects) + 1
    return (
        body
        + b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF"
        % (
            size,
            table,
            size,
            len(body),
        )
    )


def one_page(content: bytes, extra: bytes = b"", catalog: bytes = b"", resources: bytes = b"") -> bytes:
    """Return a raw one-page file; `content` is object 4, stream keyword and all."""
    return raw(
        b"<< /Type /Catalog /Pages 2 0 R %s >>" % catalog,
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 300] /Contents 4 0 R /Resources << %s >> >>"
        % resources,
        content,
        *([extra] if extra else []),
    )


def stream(content: bytes, keys: bytes = b"") -> bytes:
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(content), keys, content)


def page_tree_loop() -> bytes:
    return raw(
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Pages /Parent 2 0 R /Kids [2 0 R] /Count 1 >>",
    )


def zeros_deflated(mebibytes: int) -> bytes:
    """Deflate zero bytes without ever holding them: one flushed block again and again."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    block = packer.compress(bytes(1024 * 1024)) + packer.flush(zlib.Z_FULL_FLUSH)
    checksum = ((mebibytes * 1024 * 1024) % 65521) << 16 | 1
    return b"\x78\xda" + block * mebibytes + b"\x03\x00" + struct.pack(">I", checksum)


def deflate_bomb(mebibytes: int) -> bytes:
    packed = zlib.compress(zeros_deflated(mebibytes), 9)
    return one_page(stream(packed, b"/Filter [/FlateDecode /FlateDecode]"))


def with_revision(data: bytes, number: int, content: bytes) -> bytes:
    """Append an incremental update that replaces one object."""
    previous = int(data.rsplit(b"startxref", 1)[1].split()[0])
    start = len(data) + 1
    replaced = b"%d 0 obj\n%s\nendobj\n" % (number, content)
    return (
        data
        + b"\n"
        + replaced
        + b"xref\n%d 1\n%010d 00000 n \n" % (number, start)
        + b"trailer\n<< /Size 5 /Root 1 0 R /Prev %d >>\n" % previous
        + b"startxref\n%d\n%%%%EOF" % (start + len(replaced))
    )


def script(code: str = "app.alert(1)") -> Dictionary:
    return Dictionary(S=Name.JavaScript, JS=String(code))


def annotation(pdf: Pdf, subtype: Name, **keys: Object | str | int) -> Object:
    made = pdf.make_indirect(Dictionary(Type=Name.Annot, Subtype=subtype, Rect=Array([50, 50, 150, 80]), F=4))
    for key, value in keys.items():
        made["/" + key] = value
    return made


def active() -> bytes:
    """Return a file with one of everything that acts, calls out or hides a file."""
    pdf = changed(paper())
    page = pdf.pages[0].obj
    pdf.attachments["secret.txt"] = b"attached bytes"
    spec = pdf.attachments["secret.txt"].obj
    form = pdf.make_stream(b"", Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 1, 1])
    form["/Ref"] = Dictionary(F=String("other.pdf"), Page=0)
    page["/Resources"]["/XObject"] = Dictionary(Fx=form)
    page["/AA"] = Dictionary(O=script())
    page["/AF"] = Array([spec])
    page["/Annots"] = Array(
        [
            annotation(pdf, Name.Link, A=Dictionary(S=Name.URI, URI=String("https://tracker.example/"))),
            annotation(pdf, Name.Link, A=Dictionary(S=Name.Launch, F=String("cmd.exe"))),
            annotation(
                pdf, Name.Link, A=Dictionary(S=Name.GoToR, F=String("other.pdf"), D=Array([0, Name.Fit]))
            ),
            annotation(pdf, Name.Link, A=Dictionary(S=Name.SubmitForm, F=String("https://tracker.example/"))),
            annotation(pdf, Name.Link, A=Dictionary(S=Name.ImportData, F=String("data.fdf"))),
            annotation(pdf, Name.FileAttachment, FS=spec),
            annotation(pdf, Name.RichMedia, RichMediaContent=Dictionary(Assets=Dictionary())),
        ]
    )
    pdf.Root["/OpenAction"] = script()
    pdf.Root["/AA"] = Dictionary(WC=script())
    pdf.Root["/Names"]["/JavaScript"] = Dictionary(Names=Array([String("a"), script()]))
    pdf.Root["/AcroForm"] = Dictionary(Fields=Array([]), XFA=pdf.make_stream(b"<xdp:xdp/>"))
    item = pdf.make_indirect(Dictionary(Title=String("目次"), A=script(), Next=Dictionary()))
    pdf.Root["/Outlines"] = Dictionary(Type=Name.Outlines, First=item, Last=item, Count=1)
    pdf.Root["/StructTreeRoot"] = Dictionary(
        Type=Name.StructTreeRoot, K=Dictionary(Type=Name.OBJR, Obj=page["/Annots"][0])
    )
    return saved(pdf)


def form(value: str, *, drawn: bool) -> bytes:
    """Return a page with one text field, with or without its own appearance."""
    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=(300, 200))
    widget = annotation(
        pdf, Name.Widget, FT=Name.Tx, T=String("氏名.1"), V=String(value), DA=String("/Helv 12 Tf 0 g")
    )
    font_of_form = Dictionary(
        Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Encoding=Name.WinAnsiEncoding
    )
    resources = Dictionary(Font=Dictionary(Helv=font_of_form))
    if drawn:
        text = b"BT /Helv 12 Tf 2 10 Td (%s) Tj ET" % value.encode()
        look = pdf.make_stream(text, Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 100, 30])
        look["/Resources"] = resources
        widget["/AP"] = Dictionary(N=look)
    pdf.pages[0].obj["/Annots"] = Array([widget])
    pdf.Root["/AcroForm"] = Dictionary(Fields=Array([widget]), DR=resources, NeedAppearances=not drawn)
    return saved(pdf)


def signed() -> bytes:
    pdf = changed(paper())
    value = Dictionary(
        Type=Name.Sig, Filter=Name("/Adobe.PPKLite"), ByteRange=Array([0, 1, 2, 3]), Contents=String("00")
    )
    field = annotation(pdf, Name.Widget, FT=Name.Sig, T=String("s"), V=pdf.make_indirect(value))
    pdf.Root["/AcroForm"] = Dictionary(Fields=Array([field]), SigFlags=3)
    return saved(pdf)


def layered() -> bytes:
    """Return a page with a shown and a hidden layer, each one black square, and a note in the hidden one."""
    content = (
        b"/OC /Shown BDC 20 20 60 60 re f EMC "
        b"/OC /Hidden BDC 1 0 0 1 10 0 cm 120 20 60 60 re f BT /F 9 Tf (HIDDEN) Tj ET EMC 200 200 20 20 re f"
    )
    return raw(
        b"<< /Type /Catalog /Pages 2 0 R"
        b" /OCProperties << /OCGs [5 0 R 6 0 R] /D << /OFF [6 0 R] /Order [5 0 R 6 0 R] >> >> >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 300] /Contents 4 0 R"
        b" /Resources << /Properties << /Shown 5 0 R /Hidden 6 0 R >> >> >>",
        stream(content),
        b"<< /Type /OCG /Name (shown) >>",
        b"<< /Type /OCG /Name (hidden) >>",
    )
