"""What a test may know about a PDF: its ink, its text, its decoded objects."""

import io

import pikepdf
import pypdfium2
from pikepdf import Stream
from PIL import Image, ImageChops


def picture(pdf: bytes, page: int = 0) -> Image.Image:
    document = pypdfium2.PdfDocument(pdf)
    document.init_forms()
    image: Image.Image = document[page].render(grayscale=True, may_draw_forms=True).to_pil()
    document.close()
    return image


def ink(image: Image.Image) -> int:
    return sum(image.histogram()[:128])


def looks_alike(first: Image.Image, second: Image.Image) -> bool:
    return first.size == second.size and ImageChops.difference(first, second).getbbox() is None


def text(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    pages = [page.get_textpage().get_text_bounded() for page in document]
    document.close()
    return "\n".join(pages)


def decoded(pdf: bytes) -> bytes:
    """Return every object and every decoded stream in one row of bytes."""
    parts = []
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        for each in opened.objects:
            if isinstance(each, Stream):
                parts += [each.stream_dict.unparse(), each.read_bytes()]
            else:
                parts.append(each.unparse(resolved=True))
    return b"\n".join(parts)
