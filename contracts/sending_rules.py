"""What an organisation allows to be sent at all (domain.md MK-84)."""

from collections.abc import Collection
from dataclasses import dataclass

from contracts.preferences import Preferences
from contracts.refusals import Refused


class DomainNotListed(Refused):
    code = "domain_not_listed"


class NoSigningRight(Refused):
    code = "no_signing_right"


class TemplateNeeded(Refused):
    code = "template_needed"


class DraftChanged(Refused):
    """Something else would be sent than what was looked at."""

    code = "draft_changed"


@dataclass(frozen=True, slots=True)
class Recipient:
    """Somebody outside: `mail` empty is reached by SMS or takes the place through the 締結用URL."""

    mail: str
    claims: bool = False


def asks_approval(preferences: Preferences, *, type_asks: bool) -> bool:
    """Tell whether a contract goes through the internal approval before it is sent."""
    return type_asks or preferences.sends_only_approved


def may_be_reached(preferences: Preferences, recipient: Recipient, claim_domains: str) -> bool:
    """Tell whether only listed domains get to see it; a 締結用URL must then be limited to them as well."""
    listed = frozenset(preferences.sends_only_to_domains.split())
    if not listed:
        return True
    if recipient.mail:
        return recipient.mail.rpartition("@")[2].casefold() in listed
    return recipient.claims and _is_within(claim_domains.split(), listed)


def may_begin(preferences: Preferences, *, from_template: bool) -> bool:
    """`from_template`: the draft was made of a template and still has its files."""
    return from_template or not preferences.sends_only_from_templates


def _is_within(domains: Collection[str], listed: Collection[str]) -> bool:
    return bool(domains) and set(domains) <= set(listed)
