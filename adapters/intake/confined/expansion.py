import pikepdf
from pikepdf import Array, Pdf, Stream
from pikepdf.settings import set_qpdf_limits

from adapters.intake.outcomes import RefusalCode, UploadRefused

MOST_BYTES = 192 * 1024 * 1024
# The most that one pass of deflate can expand (zlib technical notes).
_DEFLATE_RATIO = 1032
_LIMIT_MESSAGE = "memory limit exceeded"


def require_modest_streams(pdf: Pdf) -> None:
    """Refuse a drawing that expands beyond 192 MiB before pdfium is asked to draw it (threats.md T41)."""
    set_qpdf_limits(flate_max_memory=MOST_BYTES, run_length_max_memory=MOST_BYTES)
    for obj in pdf.objects:
        if isinstance(obj, Stream) and obj.get("/Subtype") != "/Image" and _may_expand_beyond(obj):
            _require_modest(obj)


def _may_expand_beyond(stream: Stream) -> bool:
    filters = stream.get("/Filter")
    passes = len(filters) if isinstance(filters, Array) else int(filters is not None)
    return len(stream.get_raw_stream_buffer()) * float(_DEFLATE_RATIO) ** passes > MOST_BYTES


def _require_modest(stream: Stream) -> None:
    try:
        is_modest = len(stream.get_stream_buffer()) <= MOST_BYTES
    except pikepdf.PdfError as error:
        # Other damage is no bomb: the drawing engine decides what it makes of it.
        is_modest = _LIMIT_MESSAGE not in str(error)
    if not is_modest:
        raise UploadRefused(RefusalCode.TOO_COMPLEX, cause="expansion", limit_bytes=MOST_BYTES)
