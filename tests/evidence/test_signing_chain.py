import asyncio
import hashlib
import re
from datetime import timedelta
from io import BytesIO

import pytest
from pyhanko.pdf_utils.reader import PdfFileReader

from adapters.sealing import ParentIsForeign, Sealer, require_extends
from adapters.sealing.revision import stamps_of
from adapters.verification.reading import findings_of
from contracts.verdict import Colour, verdict_of
from tests.evidence.contract import KEYS, Story, agreement_reason, blank, creation_reason


@pytest.mark.shows("CL-28", "CL-37")
def test_every_act_is_one_signature_in_the_order_of_the_acts(story: Story, roots: list[bytes]) -> None:
    fields = [one.field for one in findings_of(story.concluded, roots).signatures]
    assert fields == ["Sig-create", *(f"Sig-{key}" for key in KEYS), "Sig-final", "DocTS-1"]


@pytest.mark.shows("CS-01")
def test_the_service_signs_with_its_own_certificate_and_each_reason_names_the_party(
    story: Story, roots: list[bytes]
) -> None:
    _, *agreements, _final, _token = findings_of(story.concluded, roots).signatures
    assert len(agreements) == len(KEYS)
    assert len({one.signer for one in agreements}) == 1
    assert all(one.trusted for one in agreements)
    for key, one in zip(KEYS, agreements, strict=True):
        assert f"髙﨑 {key}({key}@example.jp)によって" in str(one.reason)


@pytest.mark.shows("LW-10", "CL-38")
def test_every_revision_begins_with_all_bytes_of_the_one_before(story: Story) -> None:
    before = story.prepared
    for revision in story.revisions:
        require_extends(revision.pdf, before)
        assert len(revision.pdf) > len(before)
        assert revision.digest == hashlib.sha256(revision.pdf).hexdigest()
        before = revision.pdf


@pytest.mark.shows("LW-10")
def test_an_agreement_fills_and_signs_in_one_revision(story: Story) -> None:
    for before, after in zip(story.revisions, story.revisions[1:-1], strict=False):
        assert after.pdf[len(before.pdf) :].count(b"startxref") == 1


@pytest.mark.shows("CL-32")
def test_no_signature_stands_below_b_t(story: Story, roots: list[bytes]) -> None:
    for revision in story.revisions[:-1]:
        assert revision.level == "B-T"
        assert all(one.level == "B-T" for one in findings_of(revision.pdf, roots).signatures)


@pytest.mark.shows("CL-33", "LW-09")
def test_the_concluded_file_ends_with_a_document_timestamp_over_all_of_it(
    story: Story, roots: list[bytes]
) -> None:
    *signatures, last = findings_of(story.concluded, roots).signatures
    assert (last.kind, last.subfilter, last.coverage) == ("timestamp", "ETSI.RFC3161", "ENTIRE_FILE")
    assert {one.level for one in signatures} == {"B-LTA"}
    assert story.revisions[-1].level == "B-LTA"


def test_reasons_with_characters_outside_the_basic_plane_survive(story: Story, roots: list[bytes]) -> None:
    reasons = [one.reason for one in findings_of(story.concluded, roots).signatures]
    assert reasons[:4] == [creation_reason(), *(agreement_reason(key) for key in KEYS)]


@pytest.mark.shows("CL-35")
def test_every_signing_time_is_written_in_japans_zone(story: Story, roots: list[bytes]) -> None:
    signatures = PdfFileReader(BytesIO(story.concluded)).embedded_regular_signatures
    assert len(signatures) == len(KEYS) + 2
    for signature in signatures:
        assert re.fullmatch(r"D:\d{14}\+09'00'", str(signature.sig_object["/M"]))
    for one in findings_of(story.concluded, roots).signatures[:-1]:
        assert one.signed_at is not None
        assert one.signed_at.utcoffset() == timedelta(hours=9)


@pytest.mark.shows("CL-31")
def test_every_signature_is_invisible(story: Story) -> None:
    for signature in PdfFileReader(BytesIO(story.concluded)).embedded_signatures:
        left, bottom, right, top = signature.sig_field["/Rect"]
        assert (left, bottom) == (right, top)


@pytest.mark.shows("CL-27")
def test_the_concluded_file_is_green_and_every_signer_is_trusted(story: Story, roots: list[bytes]) -> None:
    verdict = verdict_of(findings_of(story.concluded, roots), None)
    assert verdict.colour is Colour.GREEN
    assert verdict.reasons == ()
    assert verdict.every_signer_trusted


def test_a_foreign_root_changes_trust_and_not_the_colour(story: Story) -> None:
    verdict = verdict_of(findings_of(story.concluded, []), None)
    assert verdict.colour is Colour.GREEN
    assert verdict.every_signer_trusted is False


def test_the_facts_of_the_token_are_returned_and_the_local_one_is_not_accredited(story: Story) -> None:
    for revision in story.revisions:
        assert "テスト用" in revision.tsa
        assert not revision.accredited
        assert revision.policy == "1.3.6.1.4.1.55555.1.1"
        assert int(revision.serial, 16) > 0
        assert revision.timestamped_at.utcoffset() == timedelta(0)


def test_a_parent_that_does_not_extend_the_agreed_document_is_refused(story: Story) -> None:
    require_extends(story.concluded, story.prepared)
    for base in (blank(), story.prepared + b"%", b""):
        with pytest.raises(ParentIsForeign):
            require_extends(story.concluded, base)


def test_a_renewed_timestamp_covers_the_file_and_keeps_every_signature(
    story: Story, sealer: Sealer, roots: list[bytes]
) -> None:
    renewed = sealer.renew_timestamp(story.concluded)
    require_extends(renewed.pdf, story.concluded)
    findings = findings_of(renewed.pdf, roots)
    assert verdict_of(findings, None).colour is Colour.GREEN
    assert [one.field for one in findings.signatures][-2:] == ["DocTS-1", "DocTS-2"]
    assert findings.signatures[-1].coverage == "ENTIRE_FILE"


def test_a_certificate_of_agreement_is_certified_against_every_change(
    sealer: Sealer, roots: list[bytes]
) -> None:
    certificate = sealer.seal_certificate(blank(1), "合意締結証明書")
    signed, stamped = findings_of(certificate.pdf, roots).signatures
    assert (signed.kind, signed.level, stamped.kind) == ("certification", "B-LTA", "timestamp")
    author = PdfFileReader(BytesIO(certificate.pdf)).embedded_signatures[0]
    assert author.docmdp_level.value == 1
    assert verdict_of(findings_of(certificate.pdf, roots), None).colour is Colour.GREEN


async def test_signing_works_in_a_worker_thread_beside_a_running_loop(
    sealer: Sealer, prepared: bytes
) -> None:
    revisions = await asyncio.gather(
        *(asyncio.to_thread(sealer.certify, prepared, creation_reason()) for _ in range(3))
    )
    assert {revision.level for revision in revisions} == {"B-T"}
    assert len({revision.serial for revision in revisions}) == 3


@pytest.mark.shows("T56")
def test_what_somebody_writes_is_not_read_as_a_signature(story: Story) -> None:
    found = stamps_of(story.concluded)
    assert len(found) == len(KEYS) + 3
    assert stamps_of(story.concluded + b"/ByteRange [0 5 9 4] /ByteRange [0 0 0") == found
