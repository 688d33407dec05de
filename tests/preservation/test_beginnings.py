"""A file that begins with one of ours is not one of ours: what follows decides (LW-13, T61)."""

from dataclasses import replace

import pytest

from contracts.verdict import TIMESTAMP, Colour, Findings, IssuedFile, IssuedKind
from contracts.verdict_details import Change, RevisionFinding
from contracts.verdict_record import Beginning, is_renewal
from contracts.verdict_report import report_of
from tests.evidence.forging import annotated, retitled
from tests.evidence.test_verdict import WHOLE
from tests.lifecycle.office import Office
from tests.preservation.generations import A_YEAR, Aging
from tests.preservation.keeping import kept_contract
from tests.preservation.test_renewal import frozen
from workflows.verifying import Anchors, Examined, examined


def looked_at(office: Office, old: Aging, pdf: bytes) -> Examined:
    return examined(pdf, office.opened.database, [old.authority.root_pem])


def cut_back(pdf: bytes) -> bytes:
    """Return the file as it was before its document timestamp."""
    return pdf[: pdf.rindex(b"%%EOF", 0, len(pdf) - 10) + 6]


@pytest.mark.shows("LW-13", "LW-49")
def test_a_concluded_file_renewed_elsewhere_is_told_as_such_and_green(office: Office, old: Aging) -> None:
    concluded = frozen(office, kept_contract(office, old).contract)[0]
    old.clock.now += A_YEAR
    again = old.anew().sealer.renew_timestamp
    found = looked_at(office, old, again(again(concluded).pdf).pdf)
    assert found.beginning is not None
    assert (found.beginning.issued.kind, found.beginning.length) == (IssuedKind.CONCLUDED, len(concluded))
    assert (found.verdict.colour, found.verdict.reasons) == (Colour.GREEN, ())
    told = report_of(found.digest, found.verdict, found.findings, Anchors([]).provider_of, found.beginning)
    assert told["begins_with"] == {"is": "concluded", "length": len(concluded), "renewed_only": True}


@pytest.mark.shows("T61", "LW-49")
def test_a_concluded_file_that_something_else_was_added_to_is_never_green(office: Office, old: Aging) -> None:
    concluded = frozen(office, kept_contract(office, old).contract)[0]
    assert looked_at(office, old, annotated(concluded)).verdict.colour is Colour.RED
    found = looked_at(office, old, old.sealer.renew_timestamp(retitled(concluded)).pdf)
    assert found.beginning is not None
    assert found.beginning.length == len(concluded)
    assert looked_at(office, old, concluded + b"\n").verdict.colour is not Colour.GREEN


@pytest.mark.shows("T61", "LW-49")
def test_a_file_of_ours_cut_back_to_a_sound_signature_is_amber_for_it_was_never_issued(
    office: Office, old: Aging
) -> None:
    concluded = frozen(office, kept_contract(office, old).contract)[0]
    found = looked_at(office, old, cut_back(concluded))
    assert all(one.intact and one.valid and one.trusted for one in found.findings.signatures)
    assert (found.verdict.colour, found.verdict.reasons) == (Colour.AMBER, ("not_on_record",))
    assert examined(concluded, None, [old.authority.root_pem]).verdict.colour is Colour.GREEN


@pytest.mark.parametrize(
    ("kind", "field", "changes", "renews"),
    [
        (IssuedKind.CONCLUDED, "DocTS-2", (Change.FIELD_ADDED, Change.VALIDATION_DATA), True),
        (IssuedKind.RENEWED_CERTIFICATE, "DocTS-2", (), True),
        (IssuedKind.INTERMEDIATE, "DocTS-2", (), False),
        (IssuedKind.VOID, "DocTS-2", (), False),
        (IssuedKind.CONCLUDED, "DocTS-2", (Change.STRUCTURE,), False),
        (IssuedKind.CONCLUDED, "Sig-more", (), False),
        (IssuedKind.CONCLUDED, "", (Change.VALIDATION_DATA,), False),
    ],
)
def test_only_timestamps_on_a_final_file_renew_it(
    kind: IssuedKind, field: str, changes: tuple[Change, ...], *, renews: bool
) -> None:
    stamp = replace(WHOLE, field="DocTS-2", kind=TIMESTAMP)
    revisions = (RevisionFinding(1, "Sig-final", 100), RevisionFinding(2, field, 200, changes))
    findings = Findings((stamp,), revisions=revisions)
    assert is_renewal(findings, Beginning(IssuedFile(kind, "contract"), 100)) is renews
