"""From the JSON of a contract to the facts of its draft."""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy.orm import Session

from contracts.day_input import day_from
from contracts.mail_domains import domains_from
from contracts.money import INCLUDED, YEN
from contracts.periods import period_from
from contracts.standing import Standing
from database.contract import Contract
from database.contract_type import ContractType
from database.queries.drafts import DraftFacts
from database.queries.types import offered_types, preset_of
from webapp.api.bodies import field_error
from webapp.api.problems import InputRefused

Body = dict[str, Any]
DAYS = ("starts_on", "ends_on", "agreed_on")
PERIODS = ("renews_for", "notice_period")


def facts_from(
    session: Session, organization_id: int, body: Body, held: Contract | None = None
) -> DraftFacts:
    """Raises InputRefused for a type that is not offered, for days that are none, and for no mail domains.

    `held` is the draft as it stands: the type it has may be one that is not offered any more.
    """
    kind = _type_of(offered_types(session, organization_id, held.type if held else None), body)
    errors = [*_type_errors(kind, body), *_day_errors(body), *_period_errors(body), *_domain_errors(body)]
    if errors:
        raise InputRefused(errors)
    amount, limit = body.get("amount"), body.get("guarantee_limit")
    usual_state = "unknown" if amount is None else "stated"
    return DraftFacts(
        title=" ".join(body.get("title", "").split()),
        type=kind,
        standing=_standing(body, kind),
        starts_on=day_from(body.get("starts_on", "")),
        ends_on=day_from(body.get("ends_on", "")),
        open_ended=body.get("open_ended", False),
        agreed_on=day_from(body.get("agreed_on", "")),
        auto_renews=body.get("auto_renews"),
        **{name: _period(body.get(name, "")) for name in PERIODS},
        amount=None if amount is None else int(amount),
        amount_state=body.get("amount_state", usual_state),
        amount_tax=body.get("amount_tax", INCLUDED),
        currency=body.get("currency", YEN),
        memo=body.get("memo", ""),
        comment=body.get("comment", ""),
        guarantee_limit=None if limit is None else int(limit),
        claim_domains=domains_from(" ".join(body.get("claim_domains", []))),
    )


def _standing(body: Body, kind: ContractType | None) -> str:
    """Where the type's parties are asked for and nothing is said, the type says where we stand (AD-10)."""
    said: str | None = body.get("standing")
    if body.get("usual_parties") and not said:
        return preset_of(kind).usual_standing or _usual_standing(body)
    return _usual_standing(body) if said is None else said


def _usual_standing(body: Body) -> Standing:
    """Unsaid, the organisation is taken for a party only where somebody of its own signs (AD-01, AD-02)."""
    signers = (party for party in body.get("parties", []) if party.get("signs", True))
    return Standing.OWN_SIGNER if any(party.get("own") for party in signers) else Standing.BROKER


def _type_of(offered: Sequence[ContractType], body: Body) -> ContractType | None:
    return next((one for one in offered if one.code == body.get("contract_type")), None)


def _type_errors(kind: ContractType | None, body: Body) -> Iterator[dict[str, str]]:
    if kind is None and body.get("contract_type"):
        yield field_error("/contract_type", "unknown_contract_type")


def _day_errors(body: Body) -> Iterator[dict[str, str]]:
    for name in DAYS:
        if not _is_day(body.get(name, "")):
            yield field_error(f"/{name}", "day_unreadable")


def _period_errors(body: Body) -> Iterator[dict[str, str]]:
    for name in PERIODS:
        try:
            _period(body.get(name, ""))
        except ValueError:
            yield field_error(f"/{name}", "period_unreadable")


def _period(typed: str) -> str:
    return period_from(typed).spelled if typed else ""


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
