import io

from pikepdf import ObjectStreamMode, Pdf


def rewritten(pdf: Pdf) -> bytes:
    """Write what is reachable anew: earlier revisions, unused objects and bytes around the file are gone."""
    copy = io.BytesIO()
    pdf.save(
        copy,
        min_version="1.7",
        object_stream_mode=ObjectStreamMode.disable,
        encryption=False,
        deterministic_id=True,
    )
    return copy.getvalue()
