"""Every kind of file that is signed, put before openssl, qpdf, pdfsig, PDFBox and pyHanko."""

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.ades.report import AdESPassed

from adapters.certificates import render_all
from adapters.filling import Filling, SigningParty, SigningPlan, prepare
from adapters.imprint import surname_imprint
from adapters.intake import take_in
from adapters.sealing import Authority, LocalTimestamper, OrderedTimestamper, SealedRevision, Sealer
from adapters.sealing.keys.issuance import TSA_PROFILE, issue
from adapters.verification.reading import findings_of
from contracts.boxes import BoxKind
from contracts.certificate import Audience
from contracts.signing import Place, SignBox
from contracts.verdict import TIMESTAMP, Colour
from tests.certificate.sample import some_facts
from tests.evidence.clock import present
from tests.evidence.contract import (
    A4,
    PLAN,
    Story,
    agreement_reason,
    blank,
    creation_reason,
)
from tests.evidence.faulty_tsa import Leaving
from tests.evidence.judging import judged
from tests.evidence.long_term import indication, indications
from tests.evidence.proven import SIGNER_HAS_EXPIRED, require_programs, require_proven

MANY = 30


def party(key: str, *boxes: SignBox) -> SigningParty:
    return SigningParty(key, "乙", f"株式会社{key}", "髙﨑 𠮷男", imprint=True, boxes=boxes)


def sealed_for(sealer: Sealer, working: bytes, parties: tuple[SigningParty, ...]) -> list[SealedRevision]:
    plan: SigningPlan = replace(PLAN, parties=parties)
    revisions = [sealer.certify(prepare(working, plan), creation_reason())]
    for one in parties:
        filling = Filling(one.key, "2026-11-21 13:02 同意", surname_imprint("吉田").mark)
        revisions.append(sealer.agree(revisions[-1].pdf, filling, agreement_reason(one.key)))
    return [*revisions, sealer.conclude(revisions[-1].pdf, "契約が締結されました")]


def turned() -> bytes:
    """Four pages as scanners leave them: turned each way, the last cut to a part of its paper."""
    out = BytesIO()
    with pikepdf.new() as pdf:
        for turn in (0, 90, 180, 270):
            pdf.add_blank_page(page_size=A4)
            pdf.pages[-1].rotate(turn, relative=False)
        pdf.pages[-1].cropbox = pikepdf.Array([50, 60, 500, 700])
        pdf.save(out)
    return out.getvalue()


def unlocked() -> bytes:
    """A file that had a password, opened and saved without it, as its sender is told to do."""
    locked, opened = BytesIO(), BytesIO()
    with pikepdf.open(BytesIO(blank())) as pdf:
        pdf.save(locked, encryption=pikepdf.Encryption(owner="owner", user="user", R=6))
    with pikepdf.open(locked, password="user") as pdf:  # noqa: S106 -- a file of this test alone
        pdf.save(opened)
    return take_in(opened.getvalue()).working


@pytest.mark.shows("CL-27", "GM-19", "CL-34")
def test_contracts_of_two_parties_on_any_pages_hold_for_every_program_now_and_after_years(
    sealer: Sealer, authority: Authority, tmp_path: Path
) -> None:
    two = (party("a"), party("b"))
    box = SignBox(1, BoxKind.SEAL, 42.0, Place(4, 40.0, 40.0, 42.0))
    placed = (party("a", box), party("b", replace(box, place=replace(box.place, page=2))))
    concluded = sealed_for(sealer, blank(), two)[-1].pdf
    pdfs = {
        "two parties, signing page": concluded,
        "turned and cropped, boxes on the pages": sealed_for(sealer, turned(), placed)[-1].pdf,
        "was encrypted": sealed_for(sealer, unlocked(), two[:1])[-1].pdf,
        "renewed": sealer.renew_timestamp(concluded).pdf,
    }
    require_proven(pdfs, authority, tmp_path / "asked")


@pytest.mark.shows("CL-27", "CL-28")
def test_the_signatures_of_thirty_parties_hold_and_the_last_outlives_its_certificate(
    sealer: Sealer, authority: Authority, tmp_path: Path
) -> None:
    parties = tuple(party(f"p{at}") for at in range(1, MANY + 1))
    concluded = sealed_for(sealer, blank(), parties)[-1].pdf
    require_programs({"thirty parties": concluded}, authority.root_pem, tmp_path / "asked")
    signatures = PdfFileReader(BytesIO(concluded)).embedded_regular_signatures
    assert len(signatures) == MANY + 2
    much_later = present() + SIGNER_HAS_EXPIRED
    assert indication(signatures[MANY], authority, much_later) == AdESPassed.OK


@pytest.mark.shows("T70")
def test_each_further_signature_leaves_those_before_it_good(
    story: Story, roots: list[bytes], tmp_path: Path
) -> None:
    after = {f"after signature {at}": one.pdf for at, one in enumerate(story.revisions, 1)}
    require_programs(after, roots[0], tmp_path / "asked")
    for at, pdf in enumerate(after.values(), 1):
        verdict, found = judged(pdf, roots), findings_of(pdf, roots).signatures
        assert verdict.colour is Colour.GREEN
        assert len([one for one in found if one.kind != TIMESTAMP]) == at


@pytest.mark.shows("CL-33")
def test_a_file_with_tokens_of_two_tsas_holds(story: Story, authority: Authority, tmp_path: Path) -> None:
    stand_in = replace(authority, tsa=issue(TSA_PROFILE, authority.issuing, "issuing", present()))
    leaving = Leaving(LocalTimestamper(authority), answers=2)
    timestamper = OrderedTimestamper([leaving, LocalTimestamper(stand_in)], present)
    concluded = Sealer(authority, timestamper, present).conclude(story.revisions[-2].pdf, "締結").pdf
    require_proven({"two TSAs": concluded}, authority, tmp_path / "asked")


@pytest.mark.shows("CL-34")
def test_both_copies_of_the_certificate_hold_for_every_program(
    sealer: Sealer, authority: Authority, tmp_path: Path
) -> None:
    copies = render_all([some_facts().for_audience(one) for one in Audience])
    sealed = [sealer.seal_certificate(pdf, "合意証明書").pdf for pdf in copies]
    require_programs(dict(zip(Audience, sealed, strict=True)), authority.root_pem, tmp_path / "asked")
    assert indications(sealed[-1], authority, present() + SIGNER_HAS_EXPIRED) == {AdESPassed.OK}
