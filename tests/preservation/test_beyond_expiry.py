"""Twelve years on the signer and two TSAs have expired: certificate and PDF alone still prove it."""

import hashlib
import subprocess
from dataclasses import dataclass, replace
from datetime import datetime
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import pytest
from asn1crypto import cms
from pyhanko.pdf_utils.reader import PdfFileReader

from adapters.certificates import render
from adapters.protection import protection_of
from contracts.preserving import schedule_of
from tests.certificate.reading import embedded_in, words_of
from tests.certificate.sample import some_facts
from tests.evidence.contract import agreement_reason
from tests.evidence.independent import cut_out, signature_timestamp
from tests.lifecycle.office import LONG_AGO
from tests.preservation.generations import A_YEAR, Aging, concluded_by
from tests.preservation.long_chain import broken_links

TWELVE_YEARS_LATER = LONG_AGO + 12 * A_YEAR


def kept_for_twelve_years(old: Aging, pdf: bytes) -> bytes:
    aging = old.anew()
    while (due := schedule_of("contract", [protection_of(pdf)]).renew_at) <= TWELVE_YEARS_LATER:
        aging.clock.now = due
        pdf = aging.sealer.renew_timestamp(pdf).pdf
    return pdf


def stamped_at(token: bytes) -> datetime:
    signed = cms.ContentInfo.load(token)["content"]
    at: datetime = signed["encap_content_info"]["content"].parsed["gen_time"].native
    return at


@dataclass(frozen=True, slots=True)
class OpenSsl:
    """Judges a signature or a token as of any moment, with nothing but the root."""

    folder: Path
    root: Path

    def cms(self, at: datetime, der: bytes, content: bytes) -> bool:
        how = [
            "cms",
            "-inform",
            "DER",
            "-binary",
            "-cades",
            "-purpose",
            "any",
            "-out",
            "/dev/null",
            "-content",
        ]
        return self._holds(how, at, der, content)

    def token(self, at: datetime, der: bytes, content: bytes) -> bool:
        return self._holds(["ts", "-token_in", "-data"], at, der, content)

    def _holds(self, how: list[str], at: datetime, der: bytes, content: bytes) -> bool:
        signature, data = self.folder / "signature.der", self.folder / "content.bin"
        signature.write_bytes(der)
        data.write_bytes(content)
        kind, *options = how
        command = ["openssl", kind, "-verify", *options, str(data), "-in", str(signature)]
        command += ["-CAfile", str(self.root), "-attime", str(int(at.timestamp()))]
        return subprocess.run(command, capture_output=True, check=False, timeout=30).returncode == 0


@pytest.mark.shows("CL-50", "CL-34")
def test_who_agreed_to_what_and_when_is_proven_from_certificate_and_pdf_alone(old: Aging) -> None:
    concluded = concluded_by(old.sealer, ("a",))
    digest = hashlib.sha256(concluded).hexdigest()
    facts = some_facts()
    files = tuple(replace(one, sha256=digest) if one.role == "concluded" else one for one in facts.files)
    drawn = render(replace(facts, files=files))
    issued = old.sealer.seal_certificate(drawn, "合意証明書を発行しました").pdf
    certificate, pdf = kept_for_twelve_years(old, issued), kept_for_twelve_years(old, concluded)
    old.clock.now = TWELVE_YEARS_LATER
    assert broken_links(pdf, old.tsas.trust, TWELVE_YEARS_LATER) == []
    assert broken_links(certificate, old.tsas.trust, TWELVE_YEARS_LATER) == []
    told = {one["role"]: one["sha256"] for one in embedded_in(certificate)["files"]}
    assert told["concluded"] == hashlib.sha256(pdf[: len(concluded)]).hexdigest() == digest
    assert digest in words_of(certificate)
    assert agreement_reason("a") in reasons_of(pdf)


@pytest.mark.shows("CL-50")
def test_openssl_proves_each_signature_at_the_time_of_its_token_and_each_token_by_the_next(
    old: Aging, tmp_path: Path
) -> None:
    root = tmp_path / "root.pem"
    root.write_bytes(old.authority.root_pem)
    openssl = OpenSsl(tmp_path, root)
    found = list(cut_out(kept_for_twelve_years(old, concluded_by(old.sealer, ("a",)))))
    stamps = [one for one in found if one.is_timestamp]
    assert len(stamps) >= 4
    for one in (one for one in found if not one.is_timestamp):
        token, stamped = signature_timestamp(one.der)
        assert not openssl.cms(TWELVE_YEARS_LATER, one.der, one.covered)
        assert openssl.cms(stamped_at(token), one.der, one.covered)
        assert openssl.token(stamped_at(stamps[0].der), token, stamped)
    for earlier, later in pairwise(stamps):
        assert openssl.token(stamped_at(later.der), earlier.der, earlier.covered)
    last = stamps[-1]
    assert last.reaches_the_end
    assert openssl.token(TWELVE_YEARS_LATER, last.der, last.covered)


def reasons_of(pdf: bytes) -> list[str]:
    """Return every 理由 as it stands in the file."""
    signatures = PdfFileReader(BytesIO(pdf)).embedded_regular_signatures
    return [str(one.sig_object["/Reason"]) for one in signatures]
