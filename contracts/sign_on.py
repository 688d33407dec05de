"""Sign-in with the company's account: what an identity provider says of a person, and why it is refused."""

from dataclasses import dataclass

from contracts.free_mail import FREE_MAIL
from contracts.mail_domains import domains_from
from contracts.refusals import Refused

SSO = "sso"
"""How a session began, where not with a password."""
LONGEST_SUBJECT = 255
"""ASCII characters (OpenID Connect Core, section 2)."""
AWAY = frozenset({"not_allowed", "not_public", "unreachable", "redirected", "too_large", "unreadable"})
"""Reasons that lie with the provider or its settings, not with who signs in."""


@dataclass(frozen=True, slots=True)
class Person:
    """What an ID token proves; `subject` names somebody for good, `mail` only today."""

    issuer: str
    subject: str
    mail: str
    name: str


class SignOnRefused(Refused):
    """`reason` is a word for the audit log; strangers read no more than that it did not work."""

    code = "sign_on_refused"

    @property
    def reason(self) -> str:
        return str(self.facts.get("reason", ""))

    @property
    def is_away(self) -> bool:
        return self.reason in AWAY


class DomainTaken(Refused):
    """Another organisation here signs in with this mail domain."""

    code = "sign_on_domain_taken"


class NotTriedOut(Refused):
    """Passwords are shut out only when the way in was tried with what is set now."""

    code = "sign_on_not_tried"


def company_domains(typed: str) -> str:
    """Return the domains separated by spaces; raises ValueError for none, or one that anybody can have."""
    read = domains_from(typed)
    if not read or FREE_MAIL.intersection(read.split()):
        raise ValueError("domains_unusable")
    return read


def domain_of(mail: str) -> str:
    return mail.strip().rpartition("@")[2].casefold()
