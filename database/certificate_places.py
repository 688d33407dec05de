"""What a certificate says of a place that changed hands, and of an agreement that was to be taken back."""

from collections.abc import Mapping
from typing import Any

from contracts.certificate import Detail
from database.succession import Change

ANSWERS = {True: "accepted", False: "refused"}


def place_details(
    kind: str, sequence: int, facts: Mapping[str, Any], changes: Mapping[str, list[Change]]
) -> list[Detail]:
    """Return the chain by names, the address for 社内控 alone, and the digest on record (CL-20)."""
    if kind == "party_handed_over":
        taken = next(one for one in changes[facts["party"]] if one.sequence == sequence).holder
        return [
            Detail("handed_from", _person(taken.previous_company, taken.previous_name)),
            Detail("handed_to", _person(taken.company, taken.name)),
            Detail("handed_mail", taken.mail),
            Detail("sha256", facts["holder_digest"]),
        ]
    if kind == "contact_changed":
        taken = next(one for one in changes[facts["party"]] if one.sequence == sequence).holder
        return [
            Detail("contact_from", " / ".join(filter(None, (taken.previous_mail, taken.previous_phone)))),
            Detail("contact_to", " / ".join(filter(None, (taken.mail, taken.phone)))),
            Detail("sha256", facts["holder_digest"]),
            *([Detail("reason", facts["reason"])] if facts["reason"] else []),
        ]
    if kind == "retraction_asked":
        return [Detail("reason", facts["reason"])]
    if kind == "retraction_answered":
        return [Detail("answer", ANSWERS[facts["accepted"]]), Detail("reply", facts["reply"])]
    return []


def _person(company: str, name: str) -> str:
    return f"{company}　{name}" if company else name
