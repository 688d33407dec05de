"""What the worker's activities are handed: the only place above floor 2 that sees the key and the post."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Any

from activities.certifying import Certifying
from activities.indexing import Indexing
from activities.notices import Notices
from activities.post import Post
from activities.recording import Recording
from activities.signing import Signing
from activities.terms import Terms
from adapters.certificates import render_all, signed_file
from adapters.filling import prepare
from adapters.keys import KeyPurpose
from adapters.mail import Mailer, MailRenderer, OutboxMailer, Postman, Sender, SendGridMailer
from adapters.sealing import (
    Authority,
    HttpTimestamper,
    LocalTimestamper,
    OrderedTimestamper,
    Sealer,
    TimestampSource,
    create_test_authority,
    load_authority,
    require_extends,
)
from adapters.secrets import LinkMaker
from adapters.settings import Settings
from database.certificate_desk import CertificateDesk
from database.index_desk import IndexDesk
from database.ledger import Ledger
from database.notice_desk import NoticeDesk
from database.post_desk import PostDesk
from database.signing_desk import SigningDesk
from search import index_for
from workflows.installation import Opened

Activities = Sequence[Callable[..., Any]]


def contract_activities(opened: Opened) -> Activities:
    """Return what the main queue does: the record and the post."""
    settings = opened.settings
    desk = PostDesk(opened.database, settings.base_url)
    links = LinkMaker(opened.keys.derived(KeyPurpose.LINKS), settings.base_url)
    renderer = MailRenderer(settings.base_url, settings.support_mail)
    postman = Postman(_mailer(settings), renderer)
    post = Post(desk, postman, links)
    notices = Notices(NoticeDesk(opened.database), postman, links)
    ledger = Ledger(opened.database)
    terms = Terms(ledger, settings.expiry_alert_days)
    indexing = Indexing(IndexDesk(opened.database), index_for(settings.search, settings.index))
    return [Recording(ledger).record, terms.term_dates, post.deliver, notices.notify, indexing.keep_up]


def signing_activities(opened: Opened) -> Activities:
    """Return what the signing queue does; it alone opens the key."""
    desk = SigningDesk(opened.database)
    sealer = sealer_of(opened)
    signing = Signing(desk, opened.files, sealer, prepare, require_extends)
    certificates = CertificateDesk(opened.database, opened.settings.base_url)
    certifying = Certifying(certificates, opened.files, sealer, render_all, signed_file)
    return [signing.prepare_round, signing.seal_agreement, signing.conclude, certifying.certify]


def sealer_of(opened: Opened) -> Sealer:
    passphrase = opened.keys.derived(KeyPurpose.PKCS12).hex().encode()
    folder = opened.settings.keys / "authority"
    create_test_authority(folder, passphrase, machine_clock())
    authority = load_authority(folder, passphrase, machine_clock)
    sources = _timestamp_sources(opened.settings, authority)
    return Sealer(authority, OrderedTimestamper(sources, machine_clock), machine_clock)


def machine_clock() -> datetime:
    """The signer's own clock: for /M and certificate checks; what counts as time is the TSA's token."""
    return datetime.now(UTC)  # noqa: TID251 -- the one clock of the signing process


def _timestamp_sources(settings: Settings, authority: Authority) -> list[TimestampSource]:
    if not settings.tsa_urls:
        return [LocalTimestamper(authority)]
    trust = authority.trust
    return [HttpTimestamper(url, accredited=False, trust=trust) for url in settings.tsa_urls]


def _mailer(settings: Settings) -> Mailer:
    sender = Sender.read(settings.mail_from)
    if settings.mail == "sendgrid":
        return SendGridMailer(settings.sendgrid_key, settings.sendgrid_url, sender)
    return OutboxMailer(settings.outbox, sender)
