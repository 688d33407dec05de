"""pyHanko's own long-term validation, today and years later (ETSI EN 319 102-1, section 5.6.3)."""

from dataclasses import replace
from datetime import datetime, timedelta
from io import BytesIO

import pytest
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.ades.report import AdESPassed
from pyhanko.sign.validation.dss import DocumentSecurityStore

from adapters.sealing import Authority, LocalTimestamper, OrderedTimestamper, Sealer
from adapters.sealing.keys.issuance import TSA_PROFILE, issue
from tests.evidence.clock import present
from tests.evidence.contract import Story, blank
from tests.evidence.contract import timestamper as timestamper_of
from tests.evidence.faulty_tsa import Leaving
from tests.evidence.long_term import indications

SIGNER_HAS_EXPIRED = timedelta(days=6 * 365)
TSA_IS_OLD = timedelta(days=10 * 365)


@pytest.mark.shows("CL-34", "LW-09")
@pytest.mark.parametrize("later", [timedelta(0), timedelta(days=1), SIGNER_HAS_EXPIRED])
def test_every_signature_of_a_concluded_contract_passes_now_and_after_the_signer_has_expired(
    story: Story, authority: Authority, later: timedelta
) -> None:
    assert indications(story.concluded, authority, present() + later) == {AdESPassed.OK}


def test_a_certificate_of_agreement_passes_after_the_signer_has_expired(
    sealer: Sealer, authority: Authority
) -> None:
    certificate = sealer.seal_certificate(blank(1), "合意締結証明書")
    assert indications(certificate.pdf, authority, present() + SIGNER_HAS_EXPIRED) == {AdESPassed.OK}


def test_a_timestamp_renewed_after_ten_years_keeps_every_signature_valid(
    story: Story, authority: Authority
) -> None:
    def much_later() -> datetime:
        return present() + TSA_IS_OLD

    aged = replace(authority, clock=much_later)
    timestamper = OrderedTimestamper(timestamper_of(aged).sources, much_later)
    renewed = Sealer(aged, timestamper, much_later).renew_timestamp(story.concluded)
    assert renewed.timestamped_at > present() + TSA_IS_OLD - timedelta(minutes=1)
    assert indications(renewed.pdf, authority, much_later()) == {AdESPassed.OK}


def test_a_tsa_that_stands_in_during_the_conclusion_has_its_certificates_in_the_store(
    story: Story, authority: Authority
) -> None:
    stand_in = replace(authority, tsa=issue(TSA_PROFILE, authority.issuing, "issuing", present()))
    leaving = Leaving(LocalTimestamper(authority), answers=2)
    timestamper = OrderedTimestamper([leaving, LocalTimestamper(stand_in)], present)
    concluded = Sealer(authority, timestamper, present).conclude(story.revisions[-2].pdf, "締結")
    assert leaving.answers < 0
    store = DocumentSecurityStore.read_dss(PdfFileReader(BytesIO(concluded.pdf)))
    serials = {certificate.serial_number for certificate in store.load_certs()}
    assert stand_in.tsa.certificate.serial_number in serials
    assert indications(concluded.pdf, authority, present() + SIGNER_HAS_EXPIRED) == {AdESPassed.OK}
