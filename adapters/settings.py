"""The one place that reads the environment; docs/settings.md lists every variable."""

import ipaddress
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, TypedDict, cast
from urllib.parse import urlsplit

from adapters.delivery_settings import Mailing, Texting, delivery_settings
from adapters.given import HIGHEST_PORT, Given, SettingRefused, is_loopback, web_address
from adapters.intake_settings import intake_settings
from adapters.sign_on_settings import sign_on_settings
from adapters.signing_settings import KeyPlace, signing_settings
from adapters.timestamp_settings import TimestampAuthority, timestamp_settings
from contracts.envelope import LARGEST_BYTES, MOST_DOCUMENTS

Searching = Literal["whoosh", "postgres", "sql"]

LONGEST_SMS_SITE = 29
"""Characters of the base URL that leave an SMS in Japanese in one segment (decision 025)."""
LOOPBACK_NAMES = ("127.0.0.1", "localhost")
LONGEST_LINK_LIFE = 3650
LARGEST_UPLOAD_MB = 1024
MOST_PAGES = 10_000
LARGEST_ENVELOPE_MB = LARGEST_BYTES // 1024**2
MOST_SESSION_KEYS = 1_000_000
LONGEST_ALERT = 3650
MOST_ANCHOR_MINUTES = 1440
MOST_RENEWALS_AT_ONCE = 16


@dataclass(frozen=True, slots=True)
class Settings:
    """Every field `x` is the variable WARIFU_X of docs/settings.md."""

    home: Path
    host: str
    port: int
    base_url: str
    database_url: str = field(repr=False)
    temporal_address: str
    temporal_port: int
    temporal_embedded: bool
    temporal_namespace: str
    master_key_file: Path
    session_key: int
    mail: Mailing
    sendgrid_key: str = field(repr=False)
    sendgrid_url: str
    sendgrid_webhook_key: str
    mail_from: str
    sms: Texting
    twilio_account: str
    twilio_token: str = field(repr=False)
    twilio_from: str
    twilio_url: str
    organization: str
    tsa_urls: tuple[str, ...]
    tsa_file: tuple[TimestampAuthority, ...]
    upload_limit_mb: int
    page_limit: int
    envelope_files: int
    envelope_mb: int
    link_days: int
    trusted_hosts: tuple[str, ...]
    trusted_proxies: tuple[str, ...]
    support_mail: str
    metrics_listen: tuple[str, int] | None
    worker_metrics_listen: tuple[str, int] | None
    search: Searching
    search_bodies: bool
    read_scans: bool
    expiry_alert_days: tuple[int, ...]
    inbound_mail_key: str = field(repr=False)
    intake_address: str
    mail_checked_by: str
    slack_signing_secret: str = field(repr=False)
    oidc_issuers: tuple[str, ...]
    signing_key: KeyPlace
    signing_file: Path | None
    signing_secret_file: Path | None
    signing_certificates: Path | None
    signing_crls: Path | None
    signing_module: Path | None
    signing_token: str
    signing_label: str
    renewals_at_once: int
    anchor_minutes: int
    anchor_copy: Path | None

    @property
    def database_file(self) -> Path:
        return self.home / "warifu.db"

    @property
    def temporal_file(self) -> Path:
        return self.home / "temporal.db"

    @property
    def files(self) -> Path:
        return self.home / "files"

    @property
    def outbox(self) -> Path:
        return self.home / "outbox"

    @property
    def keys(self) -> Path:
        return self.home / "keys"

    @property
    def key_records(self) -> Path:
        """Certificates that were taken into use, and why nothing is signed; no key."""
        return self.keys / "records"

    @property
    def own_roots(self) -> tuple[Path, Path]:
        """Where the root of the built-in authority stands: beside its keys, and for whoever sees no key."""
        return self.keys / "authority" / "root.pem", self.key_records / "authority.crt"

    @property
    def revocation(self) -> Path:
        """Revocation lists and answers as they were fetched from the addresses of WARIFU_TSA_FILE."""
        return self.home / "revocation"

    @property
    def tsas(self) -> tuple[TimestampAuthority, ...]:
        """Those of WARIFU_TSA_FILE, in order."""
        return self.tsa_file

    @property
    def accredited_provider(self) -> str:
        """The 事業者名 of new 認定タイムスタンプ, or nothing unless every TSA in use gives them."""
        providers = [one.provider for one in self.tsas if not one.retired]
        return providers[0] if providers and all(providers) else ""

    @property
    def anchors(self) -> Path:
        """Anchors of the audit log, outside the database: one write-once file each."""
        return self.home / "anchors"

    @property
    def logs(self) -> Path:
        return self.home / "logs"

    @property
    def index(self) -> Path:
        return self.home / "index"

    @property
    def fonts(self) -> Path:
        return self.home / "fonts"

    @property
    def upload_limit(self) -> int:
        """Bytes a single uploaded file may have."""
        return self.upload_limit_mb * 1024 * 1024

    @property
    def splits_sms(self) -> bool:
        """True when the base URL is so long that an SMS needs two segments."""
        return self.sms != "off" and len(self.base_url) > LONGEST_SMS_SITE

    @property
    def sees_bounces(self) -> bool:
        """True when the mail service tells us what came back after it had taken a mail over."""
        return self.mail == "sendgrid" and bool(self.sendgrid_webhook_key)

    @property
    def is_loopback(self) -> bool:
        """True when only this machine is meant to reach the site, so that the outbox may be shown."""
        return is_loopback(urlsplit(self.base_url).hostname or "")


def settings_from_environment() -> Settings:
    """Return what the process was started with, or raise SettingRefused."""
    return read_settings(os.environ)  # noqa: TID251 -- this file is the one reader of the environment


def read_settings(environ: Mapping[str, str]) -> Settings:
    """Return the settings `environ` states, with defaults for one machine, or raise SettingRefused."""
    given = Given(environ)
    home = Path(given.text("WARIFU_HOME", "var")).expanduser().absolute()
    port = given.number("WARIFU_PORT", 8080, HIGHEST_PORT)
    base_url = _base_url(given.text("WARIFU_BASE_URL", f"http://127.0.0.1:{port}"))
    database_url = given.text("WARIFU_DATABASE_URL", f"sqlite:///{home / 'warifu.db'}")
    return Settings(
        home=home,
        host=given.text("WARIFU_HOST", "127.0.0.1"),
        port=port,
        base_url=base_url,
        database_url=database_url,
        **_temporal(given),
        session_key=given.number("WARIFU_SESSION_KEY", 1, MOST_SESSION_KEYS),
        master_key_file=Path(given.text("WARIFU_MASTER_KEY_FILE", str(home / "keys" / "master"))),
        **delivery_settings(given),
        organization=given.text("WARIFU_ORGANIZATION"),
        **timestamp_settings(given),
        upload_limit_mb=given.number("WARIFU_UPLOAD_LIMIT_MB", 50, LARGEST_UPLOAD_MB),
        page_limit=given.number("WARIFU_PAGE_LIMIT", 500, MOST_PAGES),
        envelope_files=given.number("WARIFU_ENVELOPE_FILES", MOST_DOCUMENTS, MOST_DOCUMENTS),
        envelope_mb=given.number("WARIFU_ENVELOPE_MB", LARGEST_ENVELOPE_MB, LARGEST_ENVELOPE_MB),
        link_days=given.number("WARIFU_LINK_DAYS", 30, LONGEST_LINK_LIFE),
        trusted_hosts=given.words("WARIFU_TRUSTED_HOSTS") or _own_hosts(base_url),
        trusted_proxies=_networks("WARIFU_TRUSTED_PROXIES", given),
        support_mail=given.text("WARIFU_SUPPORT_MAIL"),
        metrics_listen=given.listener("WARIFU_METRICS_LISTEN"),
        worker_metrics_listen=given.listener("WARIFU_WORKER_METRICS_LISTEN"),
        search=_search(given, is_sqlite=database_url.startswith("sqlite")),
        search_bodies=given.yes_or_no("WARIFU_SEARCH_BODIES", default=True),
        read_scans=given.yes_or_no("WARIFU_READ_SCANS", default=True),
        expiry_alert_days=given.numbers("WARIFU_EXPIRY_ALERT_DAYS", "90,30", LONGEST_ALERT),
        anchor_minutes=given.number("WARIFU_ANCHOR_MINUTES", 60, MOST_ANCHOR_MINUTES),
        anchor_copy=_folder(given.text("WARIFU_ANCHOR_COPY")),
        renewals_at_once=given.number("WARIFU_RENEWALS_AT_ONCE", 1, MOST_RENEWALS_AT_ONCE),
        **intake_settings(given),
        **sign_on_settings(given, base_url),
        **signing_settings(given),
    )


class _TemporalSettings(TypedDict):
    temporal_address: str
    temporal_port: int
    temporal_embedded: bool
    temporal_namespace: str


def _temporal(given: Given) -> _TemporalSettings:
    port = given.number("WARIFU_TEMPORAL_PORT", 7233, HIGHEST_PORT)
    address = given.text("WARIFU_TEMPORAL_ADDRESS")
    return {
        "temporal_address": address or f"127.0.0.1:{port}",
        "temporal_port": port,
        "temporal_embedded": given.yes_or_no("WARIFU_TEMPORAL_EMBEDDED", default=not address),
        "temporal_namespace": given.text("WARIFU_TEMPORAL_NAMESPACE", "default"),
    }


def _base_url(url: str) -> str:
    parts = web_address("WARIFU_BASE_URL", url)
    if parts.path.strip("/") or parts.query or parts.fragment or parts.username is not None:
        raise SettingRefused("WARIFU_BASE_URL", "must be scheme, host and port only.", url)
    return f"{parts.scheme}://{parts.netloc}"


def _own_hosts(base_url: str) -> tuple[str, ...]:
    host = urlsplit(base_url).hostname or ""
    return tuple(dict.fromkeys((host, *LOOPBACK_NAMES)))


def _networks(name: str, given: Given) -> tuple[str, ...]:
    words = given.words(name)
    for word in words:
        try:
            ipaddress.ip_network(word)
        except ValueError:
            cure = "must list addresses or networks such as 192.0.2.7,10.0.0.0/24."
            raise SettingRefused(name, cure, word) from None
    return words


def _folder(path: str) -> Path | None:
    return Path(path).expanduser().absolute() if path else None


def _search(given: Given, *, is_sqlite: bool) -> Searching:
    name = "WARIFU_SEARCH"
    kinds = ("whoosh", "sql") if is_sqlite else ("postgres", "whoosh", "sql")
    if is_sqlite and given.text(name) == "postgres":
        raise SettingRefused(name, "must be whoosh or sql unless WARIFU_DATABASE_URL names PostgreSQL.")
    return cast("Searching", given.one_of(name, kinds))
