"""確認済み/未確認: whether SPF or DKIM speaks for the domain in From (RFC 8601, RFC 7489)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

LONGEST_PROOF = 1000
_COMMENT = re.compile(r"\([^()]*\)")
_SIGNED_BY = re.compile(r"@([a-z0-9.-]+)\s*:\s*pass\b")
_SPEAKS_FOR = {
    "dmarc": ("header.from",),
    "dkim": ("header.d", "header.i"),
    "spf": ("smtp.mailfrom", "smtp.mail"),
}


@dataclass(frozen=True, slots=True)
class Proof:
    """`told` is what was believed, as it came, or empty."""

    is_verified: bool
    told: str = ""


def proof_by_header(results: Sequence[str], checked_by: str, sender: str) -> Proof:
    """Believe the topmost Authentication-Results of our own mail server alone; without a name, none."""
    ours = (one for one in results if checked_by and _server(one) == checked_by.casefold())
    header = next(ours, "")
    bare = _COMMENT.sub(" ", header).casefold()
    passed = (_domain_of(one) for one in bare.split(";")[1:])
    return Proof(any(_speaks_for(one, sender) for one in passed), header[:LONGEST_PROOF])


def proof_by_sendgrid(spf: str, dkim: str, envelope_from: str, sender: str) -> Proof:
    """Read SendGrid's fields: `SPF` is of the envelope's sender, `dkim` like `{@example.jp : pass}`."""
    domains = _SIGNED_BY.findall(dkim.casefold())
    if spf.strip().casefold() == "pass":
        domains.append(_domain(envelope_from))
    is_verified = any(_speaks_for(one, sender) for one in domains)
    return Proof(is_verified, f"SPF: {spf}; DKIM: {dkim}"[:LONGEST_PROOF])


def _server(result: str) -> str:
    words = _COMMENT.sub(" ", result).partition(";")[0].split()
    return words[0].casefold() if words else ""


def _domain_of(result: str) -> str:
    """Return the domain that a passed check speaks for."""
    words = result.split()
    method, _, outcome = (words[0] if words else "").partition("=")
    if outcome != "pass":
        return ""
    given = dict(one.partition("=")[::2] for one in words[1:])
    names = (given[name] for name in _SPEAKS_FOR.get(method, ()) if name in given)
    return _domain(next(names, "").strip('"'))


def _domain(address: str) -> str:
    return address.strip("<> ").rpartition("@")[2].casefold()


def _speaks_for(domain: str, sender: str) -> bool:
    """A domain speaks for itself and what is under it, never a whole registry."""
    own = _domain(sender)
    return "." in domain and (own == domain or own.endswith(f".{domain}"))
