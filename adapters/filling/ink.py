"""An uploaded seal as a PDF image: one colour, its ink a soft mask (ISO 32000-1, 11.6.5.3)."""

from io import BytesIO

from PIL import Image
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter


def ink_of(writer: IncrementalPdfFileWriter, picture: bytes) -> generic.StreamObject:
    """Return an image of the unit square; `picture` is a PNG of `adapters.pictures.seals`."""
    with Image.open(BytesIO(picture), formats=["PNG"]) as drawn:
        seal = drawn.convert("RGBA")
    mask = _image("/DeviceGray", seal.size, seal.getchannel("A").tobytes())
    colour = bytes(seal.getpixel((0, 0))[:3])  # type: ignore[index]  # an RGBA pixel is a tuple of four
    image = _image("/DeviceRGB", (1, 1), colour)
    image[pdf_name("/SMask")] = writer.add_object(mask)
    return image


def _image(space: str, size: tuple[int, int], data: bytes) -> generic.StreamObject:
    entries = {
        pdf_name("/Type"): pdf_name("/XObject"),
        pdf_name("/Subtype"): pdf_name("/Image"),
        pdf_name("/Width"): _whole(size[0]),
        pdf_name("/Height"): _whole(size[1]),
        pdf_name("/ColorSpace"): pdf_name(space),
        pdf_name("/BitsPerComponent"): _whole(8),
    }
    stream = generic.StreamObject(entries, stream_data=data)
    stream.compress()  # type: ignore[no-untyped-call]  # pyHanko is partly untyped
    return stream


def _whole(number: int) -> generic.NumberObject:
    return generic.NumberObject(number)  # type: ignore[no-untyped-call]  # pyHanko is partly untyped
