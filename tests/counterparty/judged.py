"""Files as a validator may have found them, one for each verdict that the page of 検証 can give."""

from dataclasses import replace
from datetime import UTC, datetime

from contracts.verdict import Findings, IssuedFile, IssuedKind, SignatureFinding
from contracts.verdict_details import RevisionFinding

AT = datetime(2026, 11, 21, 4, 2, 19, tzinfo=UTC)
SIGNATURE = SignatureFinding(
    field="warifu_agreement_1",
    signer="割符 検証用署名証明書",
    reason="佐藤 一郎（sato@example.com）によって 2026-11-21 13:02:19 +0900 JSTに承認（メールのURL）",
    signed_at=AT,
    timestamped_at=AT,
    level="B-LTA",
    intact=True,
    valid=True,
    coverage="ENTIRE_FILE",
    modification="NONE",
    docmdp_ok=True,
    trusted=True,
    kind="approval",
    digest_algorithm="sha256",
    subfilter="ETSI.CAdES.detached",
    timestamp_ok=True,
    timestamp_authority="割符 検証用TSA",
)
COMPARED = (RevisionFinding(1, SIGNATURE.field, 100), RevisionFinding(2, SIGNATURE.field, 200))
SIGNED = Findings((replace(SIGNATURE, kind="certification"), SIGNATURE), page_count=3, revisions=COMPARED)
FOREIGN = Findings((replace(SIGNATURE, trusted=False),), page_count=3)
BROKEN = Findings((replace(SIGNATURE, intact=False, valid=False),), page_count=3)


def _issued(kind: IssuedKind) -> IssuedFile:
    return IssuedFile(kind, "0f4c2f6e-0c0d-4f6f-9d53-0d7a3a8f8a11")


VERDICTS: dict[str, tuple[Findings, IssuedFile | None]] = {
    "concluded": (SIGNED, _issued(IssuedKind.CONCLUDED)),
    "intermediate": (SIGNED, _issued(IssuedKind.INTERMEDIATE)),
    "void": (SIGNED, _issued(IssuedKind.VOID)),
    "certificate": (SIGNED, _issued(IssuedKind.CERTIFICATE)),
    "green": (SIGNED, None),
    "foreign": (FOREIGN, None),
    "amber": (replace(SIGNED, read_leniently=True), None),
    "red": (BROKEN, None),
    "unsigned": (Findings(page_count=3), None),
    "unreadable": (Findings(unreadable="damaged"), None),
}
