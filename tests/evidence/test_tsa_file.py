"""TSAs as WARIFU_TSA_FILE names them, over real HTTP: whom to believe, how to ask, in which order."""

import asyncio
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
from asn1crypto import crl
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.ades.report import AdESPassed
from pyhanko.sign.validation.dss import DocumentSecurityStore

from adapters.given import SettingRefused
from adapters.sealing import Authority, LocalTimestamper, Sealer, TimestampUnavailable, configured_of
from adapters.sealing.keys import issuance
from adapters.sealing.timestamps.configured_timestampers import ConfiguredTimestampers
from adapters.settings import read_settings
from tests.evidence.clock import present
from tests.evidence.contract import Story, filling
from tests.evidence.long_term import indications
from tests.evidence.tsa_host import TsaHost, foreign_authority, hosted, loopback_tls

SIX_YEARS = timedelta(days=6 * 365)
TRIAL_POLICY = "1.3.6.1.4.1.55555.1.1"


@pytest.fixture(scope="module")
def foreign(authority: Authority) -> Authority:
    return foreign_authority(authority, "第一時刻認証")


@pytest.fixture
def host(foreign: Authority) -> Iterator[TsaHost]:
    with hosted(foreign) as found:
        yield found


def configured(folder: Path, *entries: str) -> ConfiguredTimestampers:
    file = folder / "tsa.toml"
    file.write_text("".join(entries), "utf-8")
    settings = read_settings({"WARIFU_HOME": str(folder / "home"), "WARIFU_TSA_FILE": str(file)})
    found = configured_of(settings, present)
    assert found
    return found


def sealer_of(authority: Authority, made: ConfiguredTimestampers) -> Sealer:
    """The built-in TSA, which stamped the story, is known as it is in the signing process."""
    made.timestamper.retired += (LocalTimestamper(authority),)
    return Sealer(authority, made.timestamper, present)


def lists_in(pdf: bytes) -> list[crl.CertificateList]:
    store = DocumentSecurityStore.read_dss(PdfFileReader(BytesIO(pdf)))
    return [crl.CertificateList.load(one.get_object().data) for one in store.crls]


def codes(sealer: Sealer, prepared: bytes) -> list[str]:
    with pytest.raises(TimestampUnavailable) as unavailable:
        sealer.certify(prepared, "作成")
    return [refusal.code for refusal in unavailable.value.refusals]


@pytest.mark.shows("LW-12")
def test_an_accredited_tsa_is_believed_by_its_own_root_and_named_by_its_provider(
    authority: Authority, prepared: bytes, host: TsaHost, tmp_path: Path
) -> None:
    further = ("accredited = true", 'provider = "株式会社第一時刻認証"', f'policy = "{TRIAL_POLICY}"')
    made = configured(tmp_path, host.entry(tmp_path, *further))
    revision = sealer_of(authority, made).certify(prepared, "作成")
    assert (revision.level, revision.tsa) == ("B-T", "第一時刻認証 TSU")
    assert (revision.accredited, revision.provider) == (True, "株式会社第一時刻認証")


def test_a_tsa_that_is_not_said_to_be_accredited_has_no_provider(
    authority: Authority, prepared: bytes, host: TsaHost, tmp_path: Path
) -> None:
    revision = sealer_of(authority, configured(tmp_path, host.entry(tmp_path))).certify(prepared, "作成")
    assert (revision.accredited, revision.provider) == (False, "")


@pytest.mark.parametrize(
    ("further", "sent"),
    [
        (('user = "warifu"', 'password_file = "secret"'), "Basic d2FyaWZ1OmNhbmFyeQ=="),
        (('token_file = "secret"',), "Bearer canary"),
    ],
)
def test_a_tsa_is_shown_the_password_or_token_that_stands_in_its_file_now(
    host: TsaHost, tmp_path: Path, further: tuple[str, ...], sent: str
) -> None:
    stamper = configured(tmp_path, host.entry(tmp_path, *further)).timestamper
    with pytest.raises(TimestampUnavailable, match="no_access"):
        asyncio.run(stamper.async_timestamp(bytes(32), "sha256"))
    (tmp_path / "secret").write_text("canary\n")
    asyncio.run(stamper.async_timestamp(bytes(32), "sha256"))
    assert host.seen == [sent]


def test_an_https_host_is_asked_only_with_a_certificate_that_is_believed(
    authority: Authority, foreign: Authority, prepared: bytes, tmp_path: Path
) -> None:
    tls, certificate = loopback_tls(tmp_path)
    with hosted(foreign, tls) as host:
        stranger = configured(tmp_path, host.entry(tmp_path))
        assert codes(sealer_of(authority, stranger), prepared) == ["untrusted_host"]
        known = configured(tmp_path, host.entry(tmp_path, f'tls_roots = "{certificate}"'))
        assert sealer_of(authority, known).certify(prepared, "作成").level == "B-T"


@pytest.mark.shows("T63")
def test_a_token_under_another_policy_is_refused(
    authority: Authority, prepared: bytes, host: TsaHost, tmp_path: Path
) -> None:
    made = configured(tmp_path, host.entry(tmp_path, 'policy = "1.2.3.4"'))
    assert codes(sealer_of(authority, made), prepared) == ["wrong_policy"]


@pytest.mark.shows("T63", "LW-15")
def test_a_tsa_whose_certificate_may_do_more_or_whose_key_is_weak_is_refused(
    authority: Authority, foreign: Authority, prepared: bytes, tmp_path: Path
) -> None:
    loose = issuance.issue(
        replace(issuance.TSA_PROFILE, purpose_is_critical=False), foreign.issuing, "issuing", present()
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(issuance, "KEY_BITS", 1024)
        weak = issuance.issue(issuance.TSA_PROFILE, foreign.issuing, "issuing", present())
    found = []
    for tsa in (loose, weak):
        with hosted(replace(foreign, tsa=tsa)) as host:
            found += codes(sealer_of(authority, configured(tmp_path, host.entry(tmp_path))), prepared)
    assert found == ["wrong_purpose", "weak_algorithm"]


def test_a_token_of_the_built_in_authority_is_not_believed_of_a_real_tsa(
    authority: Authority, prepared: bytes, host: TsaHost, tmp_path: Path
) -> None:
    entry = host.entry(tmp_path)
    host.authority = authority
    assert codes(sealer_of(authority, configured(tmp_path, entry)), prepared) == ["untrusted"]


def test_a_tsa_that_failed_is_asked_last_for_a_while_and_still_asked_when_all_fail(
    authority: Authority, foreign: Authority, prepared: bytes, host: TsaHost, tmp_path: Path
) -> None:
    with hosted(foreign) as second:
        entries = host.entry(tmp_path), second.entry(tmp_path, name="控えの時刻認証")
        sealer = sealer_of(authority, configured(tmp_path, *entries))
        host.answers = False
        sealer.certify(prepared, "作成")
        sealer.certify(prepared, "作成")
        assert (len(host.asked), len(second.asked)) == (1, 2)
        second.answers = False
        assert codes(sealer, prepared) == ["http_503", "http_503"]


def test_after_a_while_the_first_tsa_is_asked_first_again(
    authority: Authority, foreign: Authority, prepared: bytes, host: TsaHost, tmp_path: Path
) -> None:
    with hosted(foreign) as second:
        entries = host.entry(tmp_path), second.entry(tmp_path, name="控えの時刻認証")
        made = configured(tmp_path, *entries)
        host.answers = False
        sealer_of(authority, made).certify(prepared, "作成")
        host.answers = True
        made.timestamper._clock = lambda: present() + timedelta(minutes=3)  # noqa: SLF001 -- time passes
        sealer_of(authority, made).certify(prepared, "作成")
        assert (len(host.asked), len(second.asked)) == (2, 1)


@pytest.mark.shows("LW-11", "T80")
def test_what_must_last_waits_for_the_revocation_data_and_signing_never_fetches_them(
    authority: Authority, story: Story, host: TsaHost, tmp_path: Path
) -> None:
    made = configured(tmp_path, host.entry(tmp_path))
    sealer = sealer_of(authority, made)
    agreed = sealer.agree(story.revisions[0].pdf, filling("a"), "承認")
    with pytest.raises(TimestampUnavailable) as unavailable:
        sealer.conclude(agreed.pdf, "締結")
    assert {one.code for one in unavailable.value.refusals} == {"revocation_stale"}
    assert set(host.asked) == {"/"}
    made.refresh()
    asked = host.asked.count("/root.crl")
    assert sealer.conclude(agreed.pdf, "締結").level == "B-LTA"
    assert host.asked.count("/root.crl") == asked == 1


@pytest.mark.shows("T80")
def test_earlier_tokens_of_a_tsa_that_the_file_names_no_more_hold_up_the_conclusion(
    authority: Authority, story: Story, host: TsaHost, tmp_path: Path
) -> None:
    first = configured(tmp_path, host.entry(tmp_path))
    agreed = sealer_of(authority, first).agree(story.revisions[0].pdf, filling("a"), "承認")
    with hosted(foreign_authority(authority, "第二時刻認証")) as second:
        entry = second.entry(tmp_path, name="第二時刻認証")
        made = configured(tmp_path, entry)
        made.refresh()
        with pytest.raises(TimestampUnavailable) as unavailable:
            sealer_of(authority, made).conclude(agreed.pdf, "締結")
        assert [one.code for one in unavailable.value.refusals] == ["unknown_tsa"]
        kept = configured(tmp_path, entry, host.entry(tmp_path, "retired = true"))
        kept.refresh()
        asked = host.asked.count("/")
        concluded = sealer_of(authority, kept).conclude(agreed.pdf, "締結")
        assert (concluded.tsa, host.asked.count("/")) == ("第二時刻認証 TSU", asked)
        later, trusted = present() + SIX_YEARS, (host.authority, second.authority)
        assert indications(concluded.pdf, authority, later, *trusted) == {AdESPassed.OK}
    issuers = {one.issuer.human_friendly for one in lists_in(concluded.pdf)}
    assert {True} == {
        any(f"{name} 発行" in one for one in issuers) for name in ("第一時刻認証", "第二時刻認証")
    }


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        ('accredited = true\nroots = ["r"]', "claims accreditation only"),
        ('provider = "株式会社"\nroots = ["r"]', "claims accreditation only"),
        ('user = "a"\nroots = ["r"]', "user with password_file"),
        ('token_file = "t"\nroots = ["r"]', "must start with https://"),
        ('client_key = "t"\nroots = ["r"]', "client_certificate with client_key"),
        ('crls = ["ftp://crl.example.jp"]\nroots = ["r"]', "must list http:// or https://"),
        ('accredited = "yes"\nroots = ["r"]', "of the wrong kind"),
        ('root = "r"', "does not know 'root'"),
        ("", "needs name, url and roots"),
        ('roots = ["r"]\nretired = true', "that is not retired"),
        ("roots = [", "readable TOML"),
    ],
)
def test_a_file_that_cannot_be_used_stops_the_start_with_the_cure(
    tmp_path: Path, lines: str, told: str
) -> None:
    file = tmp_path / "tsa.toml"
    file.write_text(f'[[tsa]]\nname = "a"\nurl = "http://tsa.example.jp"\n{lines}\n')
    with pytest.raises(SettingRefused, match=told) as refused:
        read_settings({"WARIFU_TSA_FILE": str(file)})
    assert refused.value.name == "WARIFU_TSA_FILE"


def test_a_root_that_is_no_certificate_stops_the_signing_process(tmp_path: Path, host: TsaHost) -> None:
    entry = host.entry(tmp_path)
    next(tmp_path.glob("tsa-*-root.pem")).write_text("no certificate")
    with pytest.raises(SettingRefused, match="PEM certificates"):
        configured(tmp_path, entry)
