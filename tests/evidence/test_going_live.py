"""Timestamp authorities change while contracts are under way: what an earlier one stamped stays provable."""

from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from datetime import datetime, timedelta
from io import BytesIO
from pathlib import Path

import pytest
from asn1crypto import crl, x509
from cryptography.x509 import RevokedCertificateBuilder
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.ades.report import AdESPassed
from pyhanko.sign.validation.dss import DocumentSecurityStore

from adapters.sealing import Authority, NotProvable, Sealer, configured_of, timestamper_of
from adapters.sealing.keys.authority import as_asn1
from adapters.sealing.keys.issuance import revocation_list
from adapters.settings import Settings, read_settings
from tests.evidence.clock import present
from tests.evidence.contract import KEYS, filling
from tests.evidence.long_term import indications
from tests.evidence.tsa_host import TsaHost, foreign_authority, hosted

A_MONTH, SIX_YEARS = timedelta(days=30), timedelta(days=6 * 365)


class Bare(Authority):
    """A TSA whose tokens bring its own certificate alone, as many do."""

    @property
    def chain(self) -> tuple[()]:  # type: ignore[override]  # shorter than that of a whole authority
        return ()


@dataclass
class Clock:
    now: datetime

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture(scope="module")
def real(authority: Authority) -> Authority:
    made = foreign_authority(authority, "実時刻認証")
    return Bare(**{one.name: getattr(made, one.name) for one in fields(made)})


@pytest.fixture
def host(real: Authority) -> Iterator[TsaHost]:
    with hosted(real) as found:
        yield found


def settings_of(folder: Path, *entries: str) -> Settings:
    file = folder / "tsa.toml"
    file.write_text("".join(entries), "utf-8")
    given = {"WARIFU_TSA_FILE": str(file)} if entries else {}
    return read_settings({"WARIFU_HOME": str(folder / "home"), **given})


def sealer_of(authority: Authority, settings: Settings, clock: Clock | None = None) -> Sealer:
    """The signing process as it starts: its TSAs from the settings, their lists fetched beforehand."""
    at = clock or present
    configured = configured_of(settings, at)
    if configured:
        configured.refresh()
    return Sealer(authority, timestamper_of(settings, authority, at), at)


def agreed(sealer: Sealer, pdf: bytes, *keys: str) -> bytes:
    for key in keys:
        pdf = sealer.agree(pdf, filling(key), "同意").pdf
    return pdf


def stored(pdf: bytes) -> set[bytes]:
    store = DocumentSecurityStore.read_dss(PdfFileReader(BytesIO(pdf)))
    return {one.sha256 for one in store.load_certs()}


@pytest.mark.shows("LW-11", "LW-12", "T80")
def test_contracts_begun_with_the_built_in_tsa_are_concluded_with_the_real_one(
    authority: Authority, real: Authority, prepared: bytes, host: TsaHost, tmp_path: Path
) -> None:
    trial = sealer_of(authority, settings_of(tmp_path))
    begun = agreed(trial, trial.certify(prepared, "作成").pdf, "a")
    live = sealer_of(authority, settings_of(tmp_path, host.entry(tmp_path)))
    concluded = live.conclude(agreed(live, begun, *KEYS[1:]), "締結")
    assert (concluded.level, concluded.tsa) == ("B-LTA", "実時刻認証 TSU")
    assert indications(concluded.pdf, authority, present() + SIX_YEARS, real) == {AdESPassed.OK}


@pytest.mark.shows("T80")
def test_a_contract_begun_with_a_tsa_that_is_named_no_more_is_not_concluded_without_its_proof(
    authority: Authority, prepared: bytes, host: TsaHost, tmp_path: Path
) -> None:
    live = sealer_of(authority, settings_of(tmp_path, host.entry(tmp_path)))
    begun = agreed(live, live.certify(prepared, "作成").pdf, *KEYS)
    without = sealer_of(authority, settings_of(tmp_path))
    with pytest.raises(NotProvable) as refused:
        without.conclude(begun, "締結")
    assert refused.value.code == "unknown_tsa"


@pytest.mark.shows("CL-34", "T80")
def test_the_issuers_of_an_earlier_tsa_are_put_into_the_store_though_its_tokens_lack_them(
    authority: Authority, real: Authority, prepared: bytes, host: TsaHost, tmp_path: Path
) -> None:
    entry = host.entry(tmp_path)
    first = sealer_of(authority, settings_of(tmp_path, entry))
    begun = agreed(first, first.certify(prepared, "作成").pdf, *KEYS)
    with hosted(foreign_authority(authority, "次の時刻認証")) as following:
        entries = following.entry(tmp_path, name="次の時刻認証"), host.entry(tmp_path, "retired = true")
        concluded = sealer_of(authority, settings_of(tmp_path, *entries)).conclude(begun, "締結")
        later, trusted = present() + SIX_YEARS, (real, following.authority)
        assert indications(concluded.pdf, authority, later, *trusted) == {AdESPassed.OK}
    assert {as_asn1(one).sha256 for one in (real.tsa, real.issuing, real.root)} <= stored(concluded.pdf)


@pytest.mark.shows("LW-11", "T80")
def test_a_contract_is_concluded_with_the_last_lists_of_a_tsa_that_has_gone_out_of_business(
    authority: Authority, prepared: bytes, host: TsaHost, tmp_path: Path
) -> None:
    clock = Clock(present())
    ours, host.authority = replace(authority, clock=clock), replace(host.authority, clock=clock)
    first = sealer_of(ours, settings_of(tmp_path, host.entry(tmp_path)), clock)
    clock.now += timedelta(hours=7)
    begun = agreed(first, first.certify(prepared, "作成").pdf, *KEYS)
    with hosted(replace(foreign_authority(authority, "次の時刻認証"), clock=clock)) as following:
        entries = following.entry(tmp_path, name="次の時刻認証"), host.entry(tmp_path, "retired = true")
        settings = settings_of(tmp_path, *entries)
        clock.now += timedelta(hours=1)
        sealer_of(ours, settings, clock)
        host.lists = False
        clock.now += A_MONTH
        assert sealer_of(ours, settings, clock).conclude(begun, "締結").tsa == "次の時刻認証 TSU"


@pytest.mark.shows("LW-11", "T80")
def test_lists_from_before_the_token_do_not_prove_it(
    authority: Authority, prepared: bytes, host: TsaHost, tmp_path: Path
) -> None:
    clock = Clock(present())
    ours, host.authority = replace(authority, clock=clock), replace(host.authority, clock=clock)
    first = sealer_of(ours, settings_of(tmp_path, host.entry(tmp_path)), clock)
    host.lists = False
    clock.now += timedelta(days=1)
    begun = agreed(first, first.certify(prepared, "作成").pdf, *KEYS)
    with hosted(replace(foreign_authority(authority, "次の時刻認証"), clock=clock)) as following:
        entries = following.entry(tmp_path, name="次の時刻認証"), host.entry(tmp_path, "retired = true")
        clock.now += A_MONTH
        with pytest.raises(NotProvable) as refused:
            sealer_of(ours, settings_of(tmp_path, *entries), clock).conclude(begun, "締結")
    assert refused.value.code == "revocation_stale"


@pytest.mark.shows("T63", "LW-11")
def test_a_tsa_that_is_revoked_while_the_process_runs_is_left_for_the_next(
    authority: Authority, real: Authority, prepared: bytes, host: TsaHost, tmp_path: Path
) -> None:
    with hosted(foreign_authority(authority, "次の時刻認証")) as following:
        entries = host.entry(tmp_path), following.entry(tmp_path, name="次の時刻認証")
        settings = settings_of(tmp_path, *entries)
        sealer = sealer_of(authority, settings)
        begun = agreed(sealer, sealer.certify(prepared, "作成").pdf, *KEYS)
        assert sealer.conclude(begun, "締結").tsa == "実時刻認証 TSU"
        revoke(settings, real)
        assert sealer.conclude(begun, "締結").tsa == "次の時刻認証 TSU"


def revoke(settings: Settings, authority: Authority) -> None:
    """Put a newer list of the issuer in the place of the one that was fetched."""
    serial = authority.tsa.certificate.serial_number
    revoked = RevokedCertificateBuilder().serial_number(serial).revocation_date(present()).build()
    newer = revocation_list(authority.issuing, [revoked], present())
    name = as_asn1(authority.issuing).subject
    for file in settings.revocation.iterdir():
        if x509.Name.load(issuer_in(file.read_bytes())) == name:
            file.write_bytes(newer)


def issuer_in(encoded: bytes) -> bytes:
    return bytes(crl.CertificateList.load(encoded).issuer.dump())


@pytest.mark.shows("LW-13")
def test_lists_that_do_not_cover_the_tsas_issuer_make_the_next_tsa_stamp_what_must_last(
    authority: Authority, prepared: bytes, host: TsaHost, tmp_path: Path
) -> None:
    with hosted(foreign_authority(authority, "次の時刻認証")) as following:
        later = following.entry(tmp_path, name="次の時刻認証")
        sealer = sealer_of(authority, settings_of(tmp_path, later))
        begun = agreed(sealer, sealer.certify(prepared, "作成").pdf, *KEYS)
        lacking = host.entry(tmp_path).replace(f', "{host.url}ca.crl"', "")
        both = sealer_of(authority, settings_of(tmp_path, lacking, later))
        assert both.conclude(begun, "締結").tsa == "次の時刻認証 TSU"
