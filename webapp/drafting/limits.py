"""What may be uploaded as a document of a contract, for the hint beside every such field."""

from adapters.conversion import SUFFIXES, can_convert
from webapp.parts import parts

ACCEPTED = ["application/pdf", ".zip"]


def limits() -> dict[str, int | str]:
    """Return what the hint beside the field names: megabytes, pages, files, megabytes in all."""
    settings, converts = parts().settings, can_convert()
    return {
        "mb": settings.upload_limit_mb,
        "pages": settings.page_limit,
        "files": settings.envelope_files,
        "all_mb": settings.envelope_mb,
        "office": converts,
        "accept": ",".join(ACCEPTED + (sorted(SUFFIXES) if converts else [])),
    }
