"""From bytes to findings: strictly if the file allows it, leniently otherwise."""

import logging
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import DiffPolicy
from pyhanko.sign.fields import enumerate_sig_fields
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature

from adapters import pdfspeed
from adapters.verification.changes import Signed, changes_of
from adapters.verification.levels import with_levels
from adapters.verification.measuring import broken, measured
from adapters.verification.opening import PasswordNeeded, opened
from adapters.verification.reviewing import policy_for
from adapters.verification.trust import Trust, trust_of
from contracts.verdict import Findings, SignatureFinding
from contracts.verdict_details import RevisionFinding

pdfspeed.install()

SIGNATURE_MARK = re.compile(rb"/ByteRange\s*\[")
BEFORE_ALL_REVISIONS = -1
SignatureField = tuple[str, Any, Any]

_log = logging.getLogger(__name__)


def findings_of(pdf: bytes, roots: Sequence[bytes], timestamp_roots: Sequence[bytes] = ()) -> Findings:
    """Measure `pdf`; whatever pyHanko raises on a hostile file becomes a finding, never an exception.

    Roots are PEM or DER; those of timestamps make no signer known.
    """
    for strict in (True, False):
        try:
            return _read(pdf, (roots, timestamp_roots), strict=strict)
        except MemoryError:
            raise
        except PasswordNeeded:
            return Findings(unreadable="encrypted")
        except Exception as reason:  # noqa: BLE001 - pyHanko fails in many ways on forged files
            _log.info("reading with strict=%s failed: %r", strict, reason)
    return Findings(unreadable="damaged")


def _read(pdf: bytes, roots: tuple[Sequence[bytes], Sequence[bytes]], *, strict: bool) -> Findings:
    reader = opened(pdf, strict=strict)
    fields = list(enumerate_sig_fields(reader, filled_status=True))
    against = _Against(trust_of(reader, *roots), policy_for(reader, fields))
    placed = sorted((_placed(reader, field, against, strict=strict) for field in fields), key=_revision)
    uses = Counter(one.signature_object for one in placed)
    signatures = [replace(one.finding, fields_of_object=uses[one.signature_object]) for one in placed]
    return Findings(
        signatures=with_levels(signatures, has_store=against.trust.store is not None),
        page_count=int(reader.root["/Pages"]["/Count"]),
        read_leniently=not strict,
        unreachable_signatures=not fields and SIGNATURE_MARK.search(pdf) is not None,
        revisions=_revisions(reader, placed, len(pdf)),
    )


def _revisions(reader: PdfFileReader, placed: "Sequence[_Placed]", size: int) -> tuple[RevisionFinding, ...]:
    """What cannot be compared is left out: the signatures' own measures stand without it."""
    signed = [Signed(one.finding.field, one.revision, one.length) for one in placed]
    try:
        return changes_of(reader, signed, size)
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 - so here
        _log.info("revisions cannot be compared", exc_info=True)
        return ()


@dataclass(frozen=True, slots=True)
class _Against:
    trust: Trust
    policy: DiffPolicy


@dataclass(frozen=True, slots=True)
class _Placed:
    finding: SignatureFinding
    revision: int
    signature_object: int
    length: int = 0


def _revision(placed: _Placed) -> int:
    return placed.revision


def _placed(reader: PdfFileReader, field: SignatureField, against: _Against, *, strict: bool) -> _Placed:
    name, signature_object, dictionary = field
    identity = id(signature_object.get_object())
    try:
        embedded = EmbeddedPdfSignature(reader, dictionary, name)
        *_before, start, octets = (int(number) for number in embedded.byte_range)
        return _Placed(
            measured(embedded, against.trust, against.policy),
            embedded.signed_revision,
            identity,
            start + octets,
        )
    except MemoryError:
        raise
    except Exception:
        if strict:
            raise
        _log.info("signature field %s cannot be measured", name, exc_info=True)
        return _Placed(broken(name), BEFORE_ALL_REVISIONS, identity)
