"""How many revisions each signature is held against: all of them, or in a long file enough of them.

pyHanko compares every signature with every later revision: 528 comparisons for thirty parties, 9 s. In a
long file each signature is compared with all up to the next signature, and with the last. So every revision
is still held against the signature before it, and what a signature locked against the end; red is red for
the whole file.
"""

from collections.abc import Sequence
from typing import Any

from pyhanko.pdf_utils.reader import HistoricalResolver, PdfFileReader
from pyhanko.sign.diff_analysis import (
    DEFAULT_DIFF_POLICY,
    DiffPolicy,
    DiffResult,
    ModificationLevel,
    SuspiciousModification,
)
from pyhanko.sign.fields import FieldMDPSpec, MDPPerm
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature

LONG = 12
"""Signatures beyond which a file is a long one."""


def policy_for(reader: PdfFileReader, fields: Sequence[tuple[str, Any, Any]]) -> DiffPolicy:
    if len(fields) <= LONG:
        return DEFAULT_DIFF_POLICY
    return LongReview(sorted(_revisions(reader, fields)))


def _revisions(reader: PdfFileReader, fields: Sequence[tuple[str, Any, Any]]) -> set[int]:
    """A signature that cannot be placed is left out: then more revisions are compared, not fewer."""
    found = set()
    for name, _value, dictionary in fields:
        try:
            found.add(EmbeddedPdfSignature(reader, dictionary, name).signed_revision)
        except MemoryError:
            raise
        except Exception:  # noqa: BLE001, S112 - pyHanko fails in many ways on forged files
            continue
    return found


class LongReview(DiffPolicy):
    def __init__(self, signed: Sequence[int]) -> None:
        self._signed = signed

    def apply(self, *arguments: Any, **settings: Any) -> DiffResult:  # noqa: ANN401 - pyHanko's signature, passed on
        return DEFAULT_DIFF_POLICY.apply(*arguments, **settings)

    def review_file(
        self,
        reader: PdfFileReader,
        base_revision: int | HistoricalResolver,
        field_mdp_spec: FieldMDPSpec | None = None,
        doc_mdp: MDPPerm | None = None,
    ) -> DiffResult | SuspiciousModification:
        base = base_revision if isinstance(base_revision, int) else base_revision.revision
        level = ModificationLevel.NONE
        fields: set[str] = set()
        for revision in self._compared(base, reader.xrefs.total_revisions - 1):
            try:
                found = self.apply(
                    old=reader.get_historical_resolver(base),
                    new=reader.get_historical_resolver(revision),
                    field_mdp_spec=field_mdp_spec,
                    doc_mdp=doc_mdp,
                )
            except SuspiciousModification as reason:
                return reason
            level = max(level, found.modification_level)
            fields |= found.changed_form_fields
        return DiffResult(level, fields)

    def _compared(self, base: int, last: int) -> list[int]:
        """Return every revision up to the next signature's, and the last."""
        following = next((one for one in self._signed if one > base), last)
        return sorted({*range(base + 1, following + 1), *([last] if last > base else [])})
