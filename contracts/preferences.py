"""What an organisation decides for itself, with the defaults where the guides conflict (domain.md A.6)."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime, timedelta

from contracts.reasons import JST

CERTIFICATE_WAYS = ("link", "account", "sender")
"""Whoever has the link; only who has an account; nobody but the sender. Each leaves out the one before."""


@dataclass(frozen=True, slots=True)
class Preferences:
    """Days and megabytes are whole numbers; 0 days of `completed_link_days` never end.

    `arrival_way` is the way the sender recommends (CS-12): mail or url. `seal_methods` are the ways offered
    by default, separated by spaces. `access_code_rule` is free or four_digits (CF-04, GM-07).
    `reminders` is a `contracts.reminders.Reminding`, sent at `remind_at`; with `keeps_hours` within
    `sending_hours` of business days, which `company_holidays`, days between spaces, are not (NX-10).
    `certificate_access` is one of CERTIFICATE_WAYS, the widest by default (CF-06). `registered_seals` is the
    電子証明書オプション: parties that sign with a certificate of their own may be asked (IM-29).
    `deadline_digest` is mailed on the 1st about the notice deadlines of `digest_months` calendar months, the
    present one first (MK-16); `watch_report` on Mondays says whether every promised mail went out (NX-02).
    """

    request_link_days: int = 30
    completed_link_days: int = 0
    claim_into_account_days: int = 30
    arrival_way: str = "mail"
    access_code_rule: str = "free"
    access_code_hint: str = ""
    seal_methods: str = "generated uploaded"
    declares_authority: bool = True
    shows_comment_on_page: bool = True
    requires_full_view: bool = False
    allows_send_back: bool = True
    allows_decline: bool = True
    replies_to_owner: bool = False
    sms_beside_mail: bool = False
    attaches_signed_pdf: bool = True
    attaches_certificate: bool = True
    attaches_despite_code: bool = False
    largest_attachment_mb: int = 10
    identity_retention_days: int = 90
    accounts_open: bool = True
    address_form_open: bool = True
    warns_of_free_mail: bool = True
    contact_phone: str = ""
    certificate_access: str = "link"
    sends_only_approved: bool = False
    sends_only_to_domains: str = ""
    sends_only_from_templates: bool = False
    review_files: int = 10
    review_file_mb: int = 100
    review_total_mb: int = 200
    reminders: str = ""
    remind_at: str = "09:00"
    keeps_hours: bool = True
    sending_hours: str = "08:30-21:00"
    company_holidays: str = ""
    contact_change_needs_reason: bool = False
    withdrawal_leaves_draft: bool = False
    min_signature_boxes: int = 0
    signature_boxes_for_each: bool = True
    registered_seals: bool = False
    deadline_digest: bool = True
    digest_months: int = 2
    watch_report: bool = True
    renewal_ask_days: int = 30
    renewal_escalate_days: int = 7

    def gives_certificate_by(self, way: str) -> bool:
        """Say whether the other side gets 合意証明書 by this way: link or account."""
        return CERTIFICATE_WAYS.index(self.certificate_access) <= CERTIFICATE_WAYS.index(way)

    def end_of_papers(self, since: datetime | None) -> datetime | None:
        """Return when a link to concluded papers ends, None while it never does (CS-30, GM-18).

        Day N in Japan is the last on which it works: it ends with the midnight after (CF-01).
        """
        if not self.completed_link_days or since is None:
            return None
        last = since.astimezone(JST) + timedelta(days=self.completed_link_days + 1)
        return last.replace(hour=0, minute=0, second=0, microsecond=0)

    def last_day_of_papers(self, since: datetime | None) -> date | None:
        """Return the last day in Japan on which such a link works."""
        ends = self.end_of_papers(since)
        return (ends - timedelta(days=1)).date() if ends else None


NAMES = frozenset(each.name for each in fields(Preferences))


def read(stored: Mapping[str, str]) -> Preferences:
    """Return the preferences that stored texts mean; what cannot be read counts as not set."""
    known = {each.name: each.type for each in fields(Preferences)}
    values = {name: value_read(known[name], text) for name, text in stored.items() if name in known}
    if values.get("certificate_access") not in CERTIFICATE_WAYS:
        values.pop("certificate_access", None)
    return Preferences(**{name: value for name, value in values.items() if value is not None})  # type: ignore[arg-type]  # read by the type of each field


def written(value: object) -> str:
    """Return the text that stands for a preference's value."""
    return str(int(value)) if isinstance(value, bool) else str(value)


def value_read(kind: object, text: str) -> str | int | bool | None:
    """Return what `text` means where this type is wanted; None for what cannot be read."""
    if kind is str:
        return text
    if not text.isascii() or not text.isdecimal():
        return None
    return text != "0" if kind is bool else int(text)
