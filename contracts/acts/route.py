"""An approval route as the sender's house has set it: the steps that an act of sending carries (MK-48)."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class RouteStep:
    """One 段階; `rule` is a `contracts.approval.StepRule`, `approvers` and `escalation` are people's ids.

    Without approvers anybody who may approve decides it. After `hours` without a decision those of
    `escalation` may decide it alone; 0 hours never escalate.
    """

    name: str
    approvers: list[str] = field(default_factory=list)
    rule: str = "all"
    hours: int = 0
    escalation: list[str] = field(default_factory=list)
