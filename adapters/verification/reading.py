"""From bytes to findings: strictly if the file allows it, leniently otherwise."""

import logging
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from io import BytesIO
from typing import Any

from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import enumerate_sig_fields
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature

from adapters import pdfspeed
from adapters.verification.levels import with_levels
from adapters.verification.measuring import broken, measured
from adapters.verification.trust import Trust, trust_of
from contracts.verdict import Findings, SignatureFinding

pdfspeed.install()

SIGNATURE_MARK = re.compile(rb"/ByteRange\s*\[")
BEFORE_ALL_REVISIONS = -1
SignatureField = tuple[str, Any, Any]

_log = logging.getLogger(__name__)


def findings_of(pdf: bytes, roots: Sequence[bytes]) -> Findings:
    """Measure `pdf`; whatever pyHanko raises on a hostile file becomes a finding, never an exception."""
    for strict in (True, False):
        try:
            return _read(pdf, roots, strict=strict)
        except MemoryError:
            raise
        except Exception as reason:  # noqa: BLE001 - pyHanko fails in many ways on forged files
            _log.info("reading with strict=%s failed: %r", strict, reason)
    return Findings(unreadable="damaged")


def _read(pdf: bytes, roots: Sequence[bytes], *, strict: bool) -> Findings:
    reader = PdfFileReader(BytesIO(pdf), strict=strict)
    fields = list(enumerate_sig_fields(reader, filled_status=True))
    trust = trust_of(reader, roots)
    placed = sorted((_placed(reader, field, trust, strict=strict) for field in fields), key=_revision)
    uses = Counter(one.signature_object for one in placed)
    signatures = [replace(one.finding, fields_of_object=uses[one.signature_object]) for one in placed]
    return Findings(
        signatures=with_levels(signatures, has_store=trust.store is not None),
        page_count=int(reader.root["/Pages"]["/Count"]),
        read_leniently=not strict,
        unreachable_signatures=not fields and SIGNATURE_MARK.search(pdf) is not None,
    )


@dataclass(frozen=True, slots=True)
class _Placed:
    finding: SignatureFinding
    revision: int
    signature_object: int


def _revision(placed: _Placed) -> int:
    return placed.revision


def _placed(reader: PdfFileReader, field: SignatureField, trust: Trust, *, strict: bool) -> _Placed:
    name, signature_object, dictionary = field
    identity = id(signature_object.get_object())
    try:
        embedded = EmbeddedPdfSignature(reader, dictionary, name)
        return _Placed(measured(embedded, trust), embedded.signed_revision, identity)
    except MemoryError:
        raise
    except Exception:
        if strict:
            raise
        _log.info("signature field %s cannot be measured", name, exc_info=True)
        return _Placed(broken(name), BEFORE_ALL_REVISIONS, identity)
