import io

import pikepdf
from pikepdf import Array, Dictionary, Object, Pdf, Stream

from adapters.intake.outcomes import RefusalCode, UploadRefused


def opened(data: bytes) -> Pdf:
    """Open with qpdf, the only engine that survived every sample (threats.md 0.3), or raise UploadRefused."""
    try:
        pdf = pikepdf.open(io.BytesIO(data))
        _require_open_and_whole(pdf)
    except pikepdf.PasswordError as error:
        raise UploadRefused(RefusalCode.ENCRYPTED) from error
    except (pikepdf.PdfError, AttributeError, RuntimeError, TypeError) as error:
        raise UploadRefused(RefusalCode.DAMAGED) from error
    return pdf


def _require_open_and_whole(pdf: Pdf) -> None:
    if pdf.is_encrypted:
        raise UploadRefused(RefusalCode.ENCRYPTED)
    # Asked before the pages are walked, because qpdf then corrects it.
    declared = int(pdf.Root.Pages.get("/Count") or 0)
    if len(pdf.pages) < max(declared, 1):
        raise UploadRefused(RefusalCode.DAMAGED, cause="pages_missing")


def require_unsigned(pdf: Pdf) -> None:
    """Refuse what carries a signature value: rewriting would destroy it (facts of pdf.md section 5)."""
    if any(_holds_signature(obj) for obj in pdf.objects):
        raise UploadRefused(RefusalCode.ALREADY_SIGNED)


def _holds_signature(obj: Object) -> bool:
    if not isinstance(obj, (Dictionary, Stream)):
        return False
    return _is_signature(obj) or _is_signature(obj.get("/V"))


def _is_signature(obj: Object | None) -> bool:
    return (
        isinstance(obj, Dictionary)
        and isinstance(obj.get("/ByteRange"), Array)
        and obj.get("/Contents") is not None
    )
