"""The stand-alone verifier for whoever has a certificate: it tells of no contract, so it is open to all."""

from datetime import UTC, datetime

from flask import Response

from adapters.zip_stream import zipped
from webapp.parts import parts
from webapp.pdf_answer import disposition
from webapp.verification.blueprint import blueprint
from webapp.zip_answer import ZIP
from workflows.stand_alone import verifier_with_roots
from workflows.verifying import anchors_of

NAME = "warifu_verifier.zip"
ALWAYS = datetime(2026, 1, 1, tzinfo=UTC)
"""Equal programs are equal bytes."""


@blueprint.get(f"/{NAME}")
def program() -> Response:
    files = verifier_with_roots(anchors_of(parts().settings))
    answer = Response(zipped(files, ALWAYS), mimetype=ZIP)
    answer.headers["Content-Disposition"] = disposition(NAME, inline=False)
    return answer
