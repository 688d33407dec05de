"""What the worker's activities are handed: the only place above floor 2 that sees the key and the post."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

from activities.abuse_letters import AbuseLetters
from activities.account_letters import AccountLetters
from activities.address_letters import AddressLetters
from activities.anchoring import Anchoring
from activities.archive_check_letters import ArchiveCheckLetters
from activities.bulk_letters import BulkLetters
from activities.bulk_sending import BulkSendingSteps, Submitting
from activities.case_notices import CaseNotices
from activities.certifying import Certifying
from activities.delivery_reports import ReportLetters
from activities.disposal_certifying import DisposalCertifying
from activities.disposal_letters import DisposalLetters
from activities.disposing import Disposing, Ending
from activities.indexing import Indexing
from activities.notices import Notices
from activities.plan_carrying import PlanCarrying
from activities.post import Post
from activities.preserving import Preserving
from activities.reader_letters import ReaderLetters
from activities.recording import Recording
from activities.renewing import Renewing
from activities.review_letters import ReviewLetters
from activities.signing import Signing
from activities.terms import Terms
from activities.watching import Watching
from adapters.anchors import AnchorFolder
from adapters.certificates import render_all, signed_file
from adapters.certificates.disposal import render_disposal
from adapters.durable import write_over
from adapters.filling import prepare
from adapters.holidays import calendar_of, days_off
from adapters.key_records import Generation
from adapters.keys import KeyPurpose, settled_passphrase
from adapters.passwords import hash_access_code
from adapters.protection import protection_of
from adapters.sealing import (
    AuthorityOpening,
    HeadStamper,
    Sealer,
    SigningKeyUnusable,
    configured_of,
    create_test_authority,
    key_ring_of,
    renew_authority,
    require_extends,
    timestamper_of,
)
from adapters.secrets import CodeMaker, CodeSafe, LinkMaker, PasswordMaker
from adapters.settings import Settings
from contracts.messages import NoticeKind
from database.abuse_letters import AbuseLetterDesk
from database.account_letters import AccountLetterDesk
from database.address_letters import AddressLetterDesk
from database.anchor_desk import AnchorDesk
from database.archive_check_letters import ArchiveCheckLetterDesk
from database.bulk_desk import BulkDesk
from database.bulk_letters import BulkLetterDesk
from database.case_notices import OF_A_CASE, CaseNoticeDesk
from database.certificate_desk import CertificateDesk
from database.delivery_reports import ReportDesk
from database.disposal_certificates import DisposalCertificateDesk
from database.disposal_desk import DisposalDesk
from database.disposal_letters import DisposalLetterDesk
from database.drafting import House
from database.index_desk import IndexDesk
from database.ledger import Ledger
from database.notice_desk import NoticeDesk
from database.plan_desk import PlanDesk
from database.post_desk import PostDesk
from database.preservation_desk import PreservationDesk
from database.reader_letters import ReaderLetterDesk
from database.review_letters import OF_REVIEWS, ReviewLetterDesk
from database.signing_desk import SigningDesk
from database.signing_keys import SigningKeyDesk
from database.watch_letters import WatchDesk
from search import index_for
from workflows.archive_checking import archive_checking
from workflows.body_reading import body_reading
from workflows.import_parts import import_stamping
from workflows.installation import Opened
from workflows.log_check import stamped_again, timestamp_roots
from workflows.metadata_reading import metadata_reading
from workflows.posting import postman_of

Activities = Sequence[Callable[..., Any]]


def contract_activities(opened: Opened) -> Activities:
    """Return what the main queue does: the record and the post."""
    settings = opened.settings
    desk = PostDesk(opened.database, settings.base_url)
    links = LinkMaker(opened.keys.derived(KeyPurpose.LINKS), settings.base_url)
    postman = postman_of(settings)
    post = Post(desk, postman, links, opened.files)
    codes = CodeMaker(opened.keys.derived(KeyPurpose.CODES))
    of_cases: dict[NoticeKind, Callable[[str], None]] = {
        kind: partial(case_notices(opened).send, kind) for kind in OF_A_CASE
    }
    of_readers = {NoticeKind.READER_LINK: reader_letters(opened).sent}
    of_reports = {NoticeKind.UNDELIVERED: report_letters(opened).tell}
    of_reviews: dict[NoticeKind, Callable[[str], None]] = {
        kind: partial(review_letters(opened).send, kind) for kind in OF_REVIEWS
    }
    of_bulk = {NoticeKind.BULK_FINISHED: bulk_letters(opened).send}
    further = {**of_reviews, **of_cases, **of_readers, **address_letters(opened), **of_reports, **of_bulk}
    further[NoticeKind.ACCOUNT_NEWS] = account_letters(opened).tell
    further[NoticeKind.ARCHIVE_CHECKED] = archive_check_letters(opened).send
    further[NoticeKind.ABUSE_REPORTED] = abuse_letters(opened).tell
    further[NoticeKind.DISPOSAL_PROPOSED] = disposal_letters(opened).send
    notices = Notices(NoticeDesk(opened.database), postman, links, codes, further)
    ledger = Ledger(opened.database)
    terms = Terms(ledger, settings.expiry_alert_days, calendar_of)
    index = index_for(settings.search, settings.index)
    indexing = Indexing(IndexDesk(opened.database), index, body_reading(opened))
    preserving = Preserving(
        PreservationDesk(opened.database), opened.files, protection_of, settings.renewals_at_once
    )
    checking = archive_checking(opened).check_archived_files
    watch = watching(opened).watch_deadlines
    daily: Activities = [indexing.keep_up, preserving.look_for_renewals, checking, watch]
    plans = PlanCarrying(PlanDesk(opened.database)).carry_on_plan
    daily = [*daily, metadata_reading(opened).keep_up, plans]
    return [Recording(ledger).record, terms.term_dates, post.deliver, notices.notify, *daily]


def watching(opened: Opened) -> Watching:
    desk = WatchDesk(opened.database, opened.settings.base_url, calendar_of)
    return Watching(desk, postman_of(opened.settings), machine_clock)


def case_notices(opened: Opened) -> CaseNotices:
    settings = opened.settings
    links = LinkMaker(opened.keys.derived(KeyPurpose.LINKS), settings.base_url)
    return CaseNotices(CaseNoticeDesk(opened.database, settings.base_url), postman_of(settings), links)


def report_letters(opened: Opened) -> ReportLetters:
    return ReportLetters(ReportDesk(opened.database, opened.settings.base_url), postman_of(opened.settings))


def archive_check_letters(opened: Opened) -> ArchiveCheckLetters:
    desk = ArchiveCheckLetterDesk(opened.database, opened.settings.base_url)
    return ArchiveCheckLetters(desk, postman_of(opened.settings))


def account_letters(opened: Opened) -> AccountLetters:
    passwords = PasswordMaker(opened.keys.derived(KeyPurpose.CODES))
    desk = AccountLetterDesk(opened.database, opened.settings.base_url)
    return AccountLetters(desk, postman_of(opened.settings), passwords)


def abuse_letters(opened: Opened) -> AbuseLetters:
    desk = AbuseLetterDesk(opened.database, opened.settings.support_mail)
    return AbuseLetters(desk, postman_of(opened.settings))


def disposal_letters(opened: Opened) -> DisposalLetters:
    desk = DisposalLetterDesk(opened.database, opened.settings.base_url)
    return DisposalLetters(desk, postman_of(opened.settings))


def disposal_activities(opened: Opened, end: Ending) -> Activities:
    """Return what carries out a 廃棄; `end` ends what the engine keeps of a contract."""
    settings = opened.settings
    index = index_for(settings.search, settings.index)
    steps = Disposing(DisposalDesk(opened.database), opened.files, index, end)
    return [steps.dispose_next, steps.forget_words, steps.end_work_on]


def bulk_activities(opened: Opened, submit: Submitting) -> Activities:
    """Return what sends the rows of a file; each goes through the door that `submit` is."""
    safe = CodeSafe(opened.keys.derived(KeyPurpose.BULK_CODES))
    return [BulkSendingSteps(bulk_desk(opened), submit, safe, hash_access_code).send_next_row]


def bulk_desk(opened: Opened) -> BulkDesk:
    settings = opened.settings
    house = House(may_text=settings.sms != "off", link_days=settings.link_days, days_off=days_off)
    return BulkDesk(opened.database, house)


def bulk_letters(opened: Opened) -> BulkLetters:
    desk = BulkLetterDesk(opened.database, opened.settings.base_url)
    return BulkLetters(desk, postman_of(opened.settings))


def review_letters(opened: Opened) -> ReviewLetters:
    settings = opened.settings
    links = LinkMaker(opened.keys.derived(KeyPurpose.LINKS), settings.base_url)
    desk = ReviewLetterDesk(opened.database, settings.base_url, settings.intake_address)
    return ReviewLetters(desk, postman_of(settings), links)


def reader_letters(opened: Opened) -> ReaderLetters:
    links = LinkMaker(opened.keys.derived(KeyPurpose.LINKS), opened.settings.base_url)
    return ReaderLetters(ReaderLetterDesk(opened.database), postman_of(opened.settings), links)


def address_letters(opened: Opened) -> dict[NoticeKind, Callable[[str], None]]:
    settings = opened.settings
    links = LinkMaker(opened.keys.derived(KeyPurpose.LINKS), settings.base_url)
    desk = AddressLetterDesk(opened.database, settings.base_url)
    letters = AddressLetters(desk, postman_of(settings), links)
    return {
        NoticeKind.ADDRESS_FILED: letters.filed,
        NoticeKind.ADDRESS_INVITED: letters.invited,
        NoticeKind.ADDRESS_ANSWERED: letters.answered,
    }


def signing_activities(opened: Opened) -> Activities:
    """Return what the signing queue does; it alone opens the key."""
    desk = SigningDesk(opened.database)
    sealer = sealer_of(opened)
    signing = Signing(desk, opened.files, sealer, prepare, require_extends)
    certificates = CertificateDesk(opened.database, opened.settings.base_url)
    certifying = Certifying(certificates, opened.files, sealer, render_all, signed_file)
    kept = PreservationDesk(opened.database)
    renewing = Renewing(kept, opened.files, sealer, protection_of, require_extends)
    made = [signing.prepare_round, signing.seal_agreement, signing.conclude, certifying.certify]
    stamping = import_stamping(opened.database, HeadStamper(sealer.timestamper).stamped_digest)
    papers = DisposalCertificateDesk(opened.database, opened.settings.base_url)
    disposal = DisposalCertifying(papers, opened.files, sealer, render_disposal).certify_disposal
    return [*made, renewing.renew_timestamps, anchoring_of(opened, sealer).anchor_heads, stamping, disposal]


def anchoring_of(opened: Opened, sealer: Sealer) -> Anchoring:
    settings = opened.settings
    copy = AnchorFolder(settings.anchor_copy) if settings.anchor_copy else None
    return Anchoring(
        AnchorDesk(opened.database),
        (AnchorFolder(settings.anchors), copy),
        HeadStamper(sealer.timestamper).stamped,
        partial(stamped_again, roots=timestamp_roots(settings)),
        timedelta(minutes=settings.anchor_minutes),
    )


def sealer_of(opened: Opened) -> Sealer:
    authority = authority_of(opened)
    desk = SigningKeyDesk(opened.database)

    def told(one: Generation) -> None:
        facts: dict[str, str | int] = {
            "purpose": one.purpose,
            "serial": one.serial,
            "until": one.not_after.isoformat(),
        }
        desk.tell(one.fingerprint, facts, machine_clock())

    keys = key_ring_of(opened.settings, authority, machine_clock, told)
    with suppress(SigningKeyUnusable):  # said in the log and on the page; what is to be signed waits
        keys.current()
    return Sealer(keys, timestamper_of(opened.settings, authority, machine_clock), machine_clock)


def renew_key(opened: Opened) -> None:
    """Issue the next certificates of the test authority; a process that signs takes them at its next act."""
    folder = opened.settings.keys / "authority"
    authority_of(opened)
    renew_authority(folder, settled_passphrase(folder, opened.keys), machine_clock())
    sealer_of(opened)


def authority_of(opened: Opened) -> AuthorityOpening:
    """Return the built-in test authority, which is made at the first start."""
    folder = opened.settings.keys / "authority"
    create_test_authority(folder, settled_passphrase(folder, opened.keys), machine_clock())
    root, published = opened.settings.own_roots
    write_over(published, [root.read_bytes()])
    return AuthorityOpening(folder, partial(settled_passphrase, folder, opened.keys), machine_clock)


def revocation_refresh(settings: Settings) -> Callable[[], None] | None:
    """Return what fetches the TSAs' revocation data that are due, or None where none are configured."""
    configured = configured_of(settings, machine_clock)
    return configured.refresh if configured and configured.addresses else None


def machine_clock() -> datetime:
    """The signer's own clock: for /M and certificate checks; what counts as time is the TSA's token."""
    return datetime.now(UTC)  # noqa: TID251 -- the one clock of the signing process
