"""What runs in the child: measure each signature, and take it out of its file."""

from io import BytesIO
from typing import cast

import pikepdf
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation.dss import DocumentSecurityStore
from pyhanko.sign.validation.errors import NoDSSFoundError

from adapters.certificates.drawing import parts_of
from adapters.confinement import Answer
from adapters.proof.answers import SignedPdf, to_json
from adapters.proof.cutting import signatures_in
from adapters.verification.reading import findings_of

EMBEDDED = "certificate.json"


def read_confined(question: Answer) -> Answer:
    roots, timestamp_roots = (
        [root.encode("latin-1") for root in cast("list[str]", question.facts[name])]
        for name in ("roots", "timestamp_roots")
    )
    return Answer({"files": [to_json(_read(pdf, roots, timestamp_roots)) for pdf in parts_of(question)]})


def _read(pdf: bytes, roots: list[bytes], timestamp_roots: list[bytes]) -> SignedPdf:
    findings = findings_of(pdf, roots, timestamp_roots)
    reader = PdfFileReader(BytesIO(pdf))
    certificates, lists, responses = _store_of(reader)
    signatures = tuple(signatures_in(reader))
    return SignedPdf(findings, signatures, certificates, lists, responses, _embedded_in(pdf))


def _store_of(reader: PdfFileReader) -> tuple[tuple[bytes, ...], ...]:
    try:
        store = DocumentSecurityStore.read_dss(reader)
    except NoDSSFoundError:
        return (), (), ()
    return (
        tuple(one.dump() for one in store.load_certs()),
        tuple(one.get_object().data for one in store.crls),
        tuple(one.get_object().data for one in store.ocsps),
    )


def _embedded_in(pdf: bytes) -> str:
    with pikepdf.open(BytesIO(pdf)) as opened:
        if EMBEDDED not in opened.attachments:
            return ""
        return opened.attachments[EMBEDDED].get_file().read_bytes().decode()
