"""What an organisation demands of whoever signs in, what it may use up, and whom to ask (MK-82, T52, GM-37).

The values are kept beside the preferences, under names of their own.
"""

import ipaddress
import re
from collections.abc import Mapping
from dataclasses import dataclass, fields

from contracts.password import SHORTEST
from contracts.preferences import value_read
from contracts.refusals import Refused
from contracts.retention import FEWEST_YEARS

Network = ipaddress.IPv4Network | ipaddress.IPv6Network
MOST_NETWORKS = 100
WARNS_FROM = 80
"""Per cent of a limit from which people are warned."""


@dataclass(frozen=True, slots=True)
class Policies:
    """`networks` are CIDR, separated by spaces; empty and 0 mean that nothing is limited.

    `sso_only` shuts passwords out but for the one administrator whose public id `sso_emergency` is.
    `truthfulness` are `contracts.tax_keeping.Measure` between spaces, `fiscal_month` is 決算月 (AD-21).
    `stamp_days` and `stamp_months` are `contracts.stamp_term.StampTerm` (LW-28), `copy_note` is printed on
    copies of concluded documents (LW-36). `retention_years` are those after the end of a contract whose
    契約種別 says none, 10 at least (LW-26).
    `support_…` is for our own people, `help_…` for those who are asked to sign.
    """

    networks: str = ""
    idle_minutes: int = 0
    session_hours: int = 12
    shortest_password: int = SHORTEST
    needs_second_factor: bool = False
    most_documents: int = 0
    most_drafts: int = 0
    most_sendings: int = 0
    most_mails: int = 0
    most_uploads: int = 0
    most_megabytes: int = 0
    support_url: str = ""
    support_mail: str = ""
    support_phone: str = ""
    help_url: str = ""
    help_mail: str = ""
    help_phone: str = ""
    setup_done: bool = False
    sso_asks_factor: bool = True
    sso_adds_people: bool = False
    sso_only: bool = False
    sso_emergency: str = ""
    truthfulness: str = ""
    fiscal_month: int = 0
    stamp_days: int = 7
    stamp_months: int = 0
    copy_note: str = ""
    retention_years: int = FEWEST_YEARS

    def lets_password_in(self, user: str) -> bool:
        """Tell whether this person, by public id, may still sign in with a password."""
        return not self.sso_only or user == self.sso_emergency

    def lets_in(self, address: str) -> bool:
        """Tell whether somebody may come from this network address; what is no address comes from nowhere."""
        if not self.networks:
            return True
        try:
            comes_from = ipaddress.ip_address(address.partition("%")[0])
        except ValueError:
            return False
        plain = getattr(comes_from, "ipv4_mapped", None) or comes_from
        return any(plain in ipaddress.ip_network(one) for one in self.networks.split())


NAMES = frozenset(each.name for each in fields(Policies))
SECURITY = ("networks", "idle_minutes", "session_hours", "shortest_password", "needs_second_factor")
LIMITS = (
    "most_documents",
    "most_drafts",
    "most_sendings",
    "most_mails",
    "most_uploads",
    "most_megabytes",
)
SIGN_ON = ("sso_asks_factor", "sso_adds_people")
CONTACTS = ("support_url", "support_mail", "support_phone", "help_url", "help_mail", "help_phone")


class LocksYourselfOut(Refused):
    code = "locks_yourself_out"


SUSPENDED = "suspended"
"""What an organisation is that may send nothing at all (T53)."""


class LimitReached(Refused):
    """`what` is one of LIMITS, or SUSPENDED."""

    code = "limit_reached"


@dataclass(frozen=True, slots=True)
class Usage:
    """How much of a limit is used; a `most` of 0 is no limit."""

    used: int
    most: int

    @property
    def is_reached(self) -> bool:
        return bool(self.most) and self.used >= self.most

    @property
    def is_near(self) -> bool:
        return bool(self.most) and self.used * 100 >= self.most * WARNS_FROM


def networks_from(typed: str) -> str:
    """Return the networks as they are kept; raises ValueError for what is none, or too many."""
    read = [ipaddress.ip_network(one, strict=False) for one in re.split(r"[\s,、]+", typed) if one]
    if len(read) > MOST_NETWORKS:
        raise ValueError("networks_too_many")
    return " ".join(dict.fromkeys(str(one) for one in read))


def read_policies(stored: Mapping[str, str]) -> Policies:
    """Return the policies that stored texts mean; what cannot be read counts as not set."""
    known = {each.name: each.type for each in fields(Policies)}
    values = {name: value_read(known[name], text) for name, text in stored.items() if name in known}
    return Policies(**{name: value for name, value in values.items() if value is not None})  # type: ignore[arg-type]  # read by the type of each field
