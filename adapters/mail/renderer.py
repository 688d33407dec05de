from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from adapters.mail.headers import header_value, visible_lines
from adapters.mail.words import WORDS, Words, quoted

MAIL_TEMPLATES = Path(__file__).resolve().parents[2] / "templates" / "mail"

MAIL_NAMES = (
    "abuse_reported",
    "account_changed",
    "account_issued",
    "account_joined",
    "activity_digest",
    "address_answered",
    "address_confirm",
    "address_invited",
    "agreement_receipt",
    "agreement_received",
    "approval_decided",
    "approval_pulled_back",
    "approval_requested",
    "archive_checked",
    "auth_code",
    "code_locked",
    "comment_mentioned",
    "concluded",
    "concluded_link",
    "confirmation_asked",
    "deadline_digest",
    "deadline_extended",
    "deadline_reminder",
    "declined",
    "declined_by_another",
    "delivery_asked",
    "delivery_refused",
    "disposal_proposed",
    "documents_requested",
    "documents_submitted",
    "expired",
    "expiry_alert",
    "renewal_asked",
    "renewal_escalated",
    "renewal_rolled",
    "external_answered",
    "external_commented",
    "handed_over",
    "handed_over_receipt",
    "password_reset",
    "reader_password",
    "reader_registration",
    "reminder",
    "retraction_answered",
    "retraction_asked",
    "review_answered",
    "bulk_finished",
    "review_asked",
    "round_superseded",
    "sent_back",
    "sent_back_answered",
    "sign_request",
    "signing_url_ready",
    "undelivered",
    "version_shared",
    "watch_report",
    "withdrawn",
)


@dataclass(frozen=True, slots=True)
class RenderedMail:
    subject: str
    text: str = field(repr=False)
    html: str = field(repr=False)


class MailRenderer:
    """Turns facts into a mail; a fact that is missing raises jinja2.UndefinedError, never an empty place.

    `site_url`, `support_mail` and `product` stand in the signature block of every mail; `report_of` is what
    its link to report abuse names, and empty where nobody in particular sent it (T53).
    """

    def __init__(self, site_url: str, support_mail: str) -> None:
        self.environments = {
            language: mail_environment(MAIL_TEMPLATES, words) for language, words in WORDS.items()
        }
        self._signature = {"site_url": site_url, "support_mail": support_mail, "report_of": ""}

    def render(self, name: str, facts: Mapping[str, object], language: str = "ja") -> RenderedMail:
        """Render templates/mail/<name>/{subject,body}.<language>.{txt,html}."""
        environment = self.environments[language]
        given = {**self._signature, "product": WORDS[language].product, **facts}

        def part(file: str) -> str:
            return environment.get_template(f"{name}/{file}").render(given)

        return RenderedMail(
            header_value(part(f"subject.{language}.txt")),
            part(f"body.{language}.txt"),
            part(f"body.{language}.html"),
        )


def mail_environment(folder: Path, words: Words) -> Environment:
    environment = Environment(
        loader=FileSystemLoader(folder),
        autoescape=select_autoescape(["html"]),
        undefined=StrictUndefined,
        finalize=_seen,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.globals["addressed"] = words.addressed
    environment.filters.update(
        day=words.on_day,
        short_day=words.on_short_day,
        time_of_day=words.time_of_day,
        quoted=quoted,
        listed=words.listed,
        long=words.long,
    )
    return environment


def _seen(value: object) -> object:
    return visible_lines(value) if type(value) is str else value
