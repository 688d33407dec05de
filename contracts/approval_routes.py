"""Which approval route a contract takes: the templates of the organisation, first match (MK-47, MK-48)."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from contracts.acts.route import RouteStep


@dataclass(frozen=True, slots=True)
class RouteFacts:
    """What a route is chosen by; `amount` in yen, None while nobody has said it, 0 where there is none."""

    contract_type: str
    amount: int | None
    person: str
    departments: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class RouteTemplate:
    """A condition that is empty holds for everything; both amounts belong to the span."""

    id: str
    steps: tuple[RouteStep, ...]
    contract_type: str = ""
    amount_from: int | None = None
    amount_to: int | None = None
    department: str = ""
    person: str = ""
    is_disabled: bool = False


class Mismatch(StrEnum):
    """The first condition that does not hold."""

    DISABLED = "disabled"
    PERSON = "person"
    CONTRACT_TYPE = "contract_type"
    AMOUNT = "amount"
    DEPARTMENT = "department"


def route_for(facts: RouteFacts, templates: Sequence[RouteTemplate]) -> RouteTemplate | None:
    """Return the first template that matches, or None: then 契約種別 alone says whether anybody approves."""
    return next((one for one in in_order(templates) if mismatch(facts, one) is None), None)


def in_order(templates: Sequence[RouteTemplate]) -> list[RouteTemplate]:
    """A route fixed to a person comes before all others: nobody gets round it (MK-47)."""
    return sorted(templates, key=lambda one: not one.person)


def mismatch(facts: RouteFacts, template: RouteTemplate) -> Mismatch | None:
    holds = (
        (not template.is_disabled, Mismatch.DISABLED),
        (template.person in {"", facts.person}, Mismatch.PERSON),
        (template.contract_type in {"", facts.contract_type}, Mismatch.CONTRACT_TYPE),
        (_is_within(facts.amount, template), Mismatch.AMOUNT),
        (not template.department or template.department in facts.departments, Mismatch.DEPARTMENT),
    )
    return next((reason for does, reason in holds if not does), None)


def _is_within(amount: int | None, template: RouteTemplate) -> bool:
    """An amount nobody has said takes the route of the largest: leaving it out saves no approval."""
    if amount is None:
        return template.amount_to is None
    least = template.amount_from if template.amount_from is not None else 0
    return least <= amount and (template.amount_to is None or amount <= template.amount_to)
