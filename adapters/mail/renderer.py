from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from adapters.mail.headers import header_value, visible_lines
from adapters.mail.words import addressed, day, quoted, short_day, time_of_day

MAIL_TEMPLATES = Path(__file__).resolve().parents[2] / "templates" / "mail"

MAIL_NAMES = (
    "account_issued",
    "agreement_receipt",
    "approval_decided",
    "approval_requested",
    "code_locked",
    "concluded",
    "expired",
    "password_reset",
    "round_superseded",
    "sent_back",
    "sent_back_answered",
    "sign_request",
    "undelivered",
    "withdrawn",
)


@dataclass(frozen=True, slots=True)
class RenderedMail:
    subject: str
    text: str = field(repr=False)
    html: str = field(repr=False)


class MailRenderer:
    """Turns facts into a mail; a fact that is missing raises jinja2.UndefinedError, never an empty place.

    `site_url`, `support_mail` and `product` stand in the signature block of every mail.
    """

    def __init__(self, site_url: str, support_mail: str, product: str = "割符（Warifu）") -> None:
        self.environment = mail_environment(MAIL_TEMPLATES)
        self._signature = {"product": product, "site_url": site_url, "support_mail": support_mail}

    def render(self, name: str, facts: Mapping[str, object], language: str = "ja") -> RenderedMail:
        """Render templates/mail/<name>/{subject,body}.<language>.{txt,html}."""
        given = {**self._signature, **facts}

        def part(file: str) -> str:
            return self.environment.get_template(f"{name}/{file}").render(given)

        return RenderedMail(
            header_value(part(f"subject.{language}.txt")),
            part(f"body.{language}.txt"),
            part(f"body.{language}.html"),
        )


def mail_environment(folder: Path) -> Environment:
    environment = Environment(
        loader=FileSystemLoader(folder),
        autoescape=select_autoescape(["html"]),
        undefined=StrictUndefined,
        finalize=_seen,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.globals["addressed"] = addressed
    environment.filters.update(day=day, short_day=short_day, time_of_day=time_of_day, quoted=quoted)
    return environment


def _seen(value: object) -> object:
    return visible_lines(value) if type(value) is str else value
