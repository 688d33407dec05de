from io import BytesIO

from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter


def written(writer: IncrementalPdfFileWriter) -> bytes:
    out = BytesIO()
    writer.write(out)  # type: ignore[no-untyped-call]  # pyHanko is partly untyped
    return out.getvalue()
