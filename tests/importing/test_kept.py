"""The file stays as it came; its signatures, its scan and its timestamp are told (MK-27, LW-29, MK-25)."""

import hashlib
import json
from contextlib import suppress
from pathlib import Path

import pytest
from asn1crypto import cms
from sqlalchemy import select

from activities.import_stamping import ImportStamping
from adapters.inspection import NotKept, inspect
from adapters.sealing import HeadStamper
from contracts.importing import ScanWarning, scan_warnings
from contracts.messages import ImportStart
from database.audit import AuditEvent
from database.dossiers import identity_of
from database.import_stamps import ImportStampDesk
from database.imports import ImportedDocument, ImportStamp
from database.queries.versions import newest_version
from tests.counterparty.office import Office
from tests.desk.site import Clerk
from tests.importing.making import brings, contracts_kept, job_kept, registers, scan, starts, works
from workflows.wiring import sealer_of

SAMPLES = Path(__file__).parents[3] / "shared" / "pdf-samples"
needs_samples = pytest.mark.skipif(not SAMPLES.is_dir(), reason="the samples are not here")


@needs_samples
@pytest.mark.shows("MK-27", "LW-16")
def test_a_file_signed_elsewhere_is_kept_byte_for_byte_and_its_signatures_are_listed(
    clerk: Clerk, office: Office
) -> None:
    signed = (SAMPLES / "signed_valid" / "pyhanko__minimal-two-fields-signed-twice.pdf").read_bytes()
    registers(clerk, office, ("他社サービス.pdf", signed))
    [contract] = contracts_kept(office)
    with office.opened.database.reading() as session:
        held = session.merge(contract, load=True)
        version = newest_version(session, held)
        assert version is not None
        assert version.working_id == version.uploaded_id
        assert office.opened.files.read(identity_of(held, version.uploaded)) == signed
    page = clerk.opens(f"/contracts/{contract.public_id}").text
    assert page.count("署名後に変更されていません") == 2
    assert "信頼を確認できません" in page
    assert clerk.client.get(f"/contracts/{contract.public_id}/signed.pdf").data == signed


@needs_samples
def test_a_forged_signature_is_shown_as_what_it_is(clerk: Clerk, office: Office) -> None:
    [forged] = (SAMPLES / "signed_attacks").glob("*.pdf")
    registers(clerk, office, ("偽造.pdf", forged.read_bytes()))
    [contract] = contracts_kept(office)
    assert "赤：" in clerk.opens(f"/contracts/{contract.public_id}").text


@needs_samples
@pytest.mark.parametrize("path", sorted(SAMPLES.glob("malicious/*")), ids=lambda path: path.name)
def test_a_hostile_file_is_looked_at_or_refused_and_ends_nothing(path: Path) -> None:
    with suppress(NotKept):
        assert inspect(path.read_bytes()).pages


@pytest.mark.shows("LW-29")
def test_a_scan_tells_its_resolution_colours_size_who_brought_it_and_when_it_was_received(
    clerk: Clerk, office: Office
) -> None:
    registers(clerk, office, ("暗い.pdf", scan(1, dpi=100, mode="L")))
    [contract] = contracts_kept(office)
    with office.opened.database.reading() as session:
        row = session.scalars(select(ImportedDocument)).one()
        [[width, height, dpi, bits]] = json.loads(row.pages)
    assert (round(width), round(height), dpi, bits) == (210, 297, 100, 8)
    page = clerk.opens(f"/contracts/{contract.public_id}").text
    for told in ("210×297mm", "100dpi", "グレー", "200dpiに満たない", "法務 花子", "受領日", "登録日時"):
        assert told in page


@pytest.mark.shows("LW-29")
@pytest.mark.parametrize(
    ("dpi", "mode", "warned"),
    [
        (200, "RGB", ()),
        (199, "RGB", (ScanWarning.LOW_RESOLUTION,)),
        (200, "L", (ScanWarning.NO_COLOUR,)),
        (200, "1", (ScanWarning.NO_COLOUR,)),
    ],
)
def test_less_than_200_dpi_or_grey_is_warned_of(dpi: int, mode: str, warned: tuple[ScanWarning, ...]) -> None:
    assert scan_warnings(inspect(scan(1, dpi, mode)).pages) == warned


@pytest.mark.shows("MK-25")
def test_a_timestamp_asked_for_is_over_the_files_digest_kept_once_and_in_the_log_with_its_number(
    clerk: Clerk, office: Office
) -> None:
    job = brings(clerk, ("契約.pdf", scan(1)))
    with office.opened.database.writing() as session:
        session.merge(job_kept(office)).stamps = True
    starts(clerk, job)
    works(office)
    desk, start = ImportStampDesk(office.opened.database), ImportStart(job_kept(office).public_id)
    assert desk.unfinished() == [start.job]
    stamper = HeadStamper(sealer_of(office.opened).timestamper)
    stamping = ImportStamping(desk, stamper.stamped_digest)
    assert stamping.stamp_imports(start).goes_on
    assert not stamping.stamp_imports(start).goes_on
    with office.opened.database.reading() as session:
        stamp = session.scalars(select(ImportStamp)).one()
        told = session.scalars(select(AuditEvent).where(AuditEvent.code == "import_stamped")).one()
    info = cms.ContentInfo.load(stamp.token)["content"]["encap_content_info"]["content"].parsed
    assert info["message_imprint"]["hashed_message"].native == hashlib.sha256(scan(1)).digest()
    assert json.loads(told.facts)["serial"] == stamp.serial
    [contract] = contracts_kept(office)
    assert stamp.serial in clerk.opens(f"/contracts/{contract.public_id}").text
    assert clerk.client.get(f"/contracts/{contract.public_id}/import.tst").data == stamp.token
