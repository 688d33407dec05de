"""How sure each rule is: by how often it was right on what it was not tuned on (benchmarks)."""

from enum import StrEnum

RULES_VERSION = 2
"""Raised with every change of the rules: what was read by others may be read again."""


class Confidence(StrEnum):
    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


LEAST_RIGHT = {Confidence.HIGH: 0.95, Confidence.MEDIUM: 0.8}
LEAST_SEEN = {Confidence.HIGH: 15, Confidence.MEDIUM: 1}
"""A rule is HIGH that was right in 95 of 100 of at least 15 held-out cases; a test measures it again."""

HIGH = frozenset(
    {
        "title.line",
        "kind.title",
        "own.said",
        "others.said",
        "standing.said",
        "agreed.label",
        "agreed.signed",
        "span.period",
        "span.length",
        "renewal.by_itself",
        "renews_for.said",
        "notice.before_end",
        "antisocial.word",
        "court.named",
    }
)
MEDIUM = frozenset(
    {
        "own.block",
        "others.block",
        "standing.block",
        "own.called",
        "others.called",
        "standing.called",
        "own.addressed",
        "others.addressed",
        "agreed.alone",
        "agreed.preamble",
        "span.days",
        "span.since_agreed",
        "start.label",
        "end.label",
        "open.said",
        "renewal.never",
        "renewal.agreed",
        "renews_for.same",
        "amount.whole",
        "amount.price",
        "amount.monthly",
    }
)
"""Seen less often, or wrong more often; what is in neither is LOW."""


def confidence_of(rule: str) -> Confidence:
    if rule in HIGH:
        return Confidence.HIGH
    return Confidence.MEDIUM if rule in MEDIUM else Confidence.LOW
