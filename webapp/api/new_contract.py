"""From the JSON of a new contract to the rows of its draft."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy.orm import Session

from contracts.mail_domains import domains_from
from contracts.standing import Standing
from database.contract import ContractType
from database.queries.drafts import DraftFacts
from database.queries.types import type_with_code
from webapp.api.bodies import field_error
from webapp.api.problems import InputRefused
from webapp.texts.day_input import day_from

Body = dict[str, Any]


def facts_from(session: Session, organization_id: int, body: Body) -> DraftFacts:
    """Raises InputRefused for a type that is not registered and for days that are none."""
    kind = _type_of(session, organization_id, body)
    errors = [*_type_errors(kind, body), *_day_errors(body), *_domain_errors(body)]
    if errors:
        raise InputRefused(errors)
    amount = body.get("amount")
    return DraftFacts(
        title=" ".join(body["title"].split()),
        type=kind,
        standing=body.get("standing", _usual_standing(body)),
        starts_on=day_from(body.get("starts_on", "")),
        ends_on=day_from(body.get("ends_on", "")),
        amount=None if amount is None else int(amount),
        amount_state="unknown" if amount is None else "stated",
        memo=body.get("memo", ""),
        comment=body.get("comment", ""),
        guarantee_limit=body.get("guarantee_limit"),
        claim_domains=domains_from(" ".join(body.get("claim_domains", []))),
    )


def _usual_standing(body: Body) -> Standing:
    """Unsaid, the organisation is taken for a party only where somebody of its own signs (AD-01, AD-02)."""
    signers = (party for party in body.get("parties", []) if party.get("signs", True))
    return Standing.OWN_SIGNER if any(party.get("own") for party in signers) else Standing.BROKER


def _type_of(session: Session, organization_id: int, body: Body) -> ContractType | None:
    return type_with_code(session, organization_id, body.get("contract_type", ""))


def _type_errors(kind: ContractType | None, body: Body) -> Iterator[dict[str, str]]:
    if kind is None and body.get("contract_type"):
        yield field_error("/contract_type", "unknown_contract_type")


def _day_errors(body: Body) -> Iterator[dict[str, str]]:
    for name in ("starts_on", "ends_on"):
        if not _is_day(body.get(name, "")):
            yield field_error(f"/{name}", "day_unreadable")


def _domain_errors(body: Body) -> Iterator[dict[str, str]]:
    try:
        domains_from(" ".join(body.get("claim_domains", [])))
    except ValueError as fault:
        yield field_error("/claim_domains", str(fault))


def _is_day(text: str) -> bool:
    try:
        day_from(text)
    except ValueError:
        return False
    return True
