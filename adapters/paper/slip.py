"""One line of text on a page just for it: what a field shows, or what is laid into another page."""

from adapters.paper.cast import Cast
from adapters.paper.objects import Objects, number, reference, text


def slip(line: str, size: float, box: tuple[float, float], at: tuple[float, float]) -> bytes:
    """Return a PDF of one page of `box` points with the line `at` its baseline; equal input, equal bytes."""
    objects, cast = Objects(), Cast("sans")
    drawn = f"BT /R {number(size)} Tf 1 0 0 1 {number(at[0])} {number(at[1])} Tm <{cast.codes(line)}> Tj ET\n"
    pages = objects.reserve()
    fonts = f"/Font << /R {cast.font(objects)} >>" if cast.is_used else ""
    content = objects.stream(drawn.encode("ascii"))
    page = objects.add(
        f"<< /Type /Page /Parent {reference(pages)} /MediaBox [0 0 {number(box[0])} {number(box[1])}] "
        f"/Resources << {fonts} >> /Contents {content} >>"
    )
    objects.put(pages, f"<< /Type /Pages /Count 1 /Kids [{page}] >>")
    root = objects.add(f"<< /Type /Catalog /Pages {reference(pages)} >>")
    return objects.file(root, objects.add(f"<< /Producer {text('Warifu')} >>"))
