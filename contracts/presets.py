"""The parties that a 契約種別 usually has, in which order (domain.md IM-20, IM-24, AD-10)."""

from dataclasses import dataclass, replace

from contracts.leases import AGENT, GUARANTOR, LESSEE, LESSOR, OTHER, WITH_GUARANTOR
from contracts.standing import PartyKind, Standing

PERSON, COMPANY = PartyKind.INDIVIDUAL, PartyKind.CORPORATE_INFORMAL


@dataclass(frozen=True, slots=True)
class Block:
    """One party as it is proposed: `order` is 署名順, `own` signs for the sender's company."""

    role: str
    kind: PartyKind = PERSON
    order: int = 1
    own: bool = False
    as_proxy: bool = False
    names_only: bool = False


# The other side first, the side the sender's company usually takes last.
_PAIRS = {
    "nda": (Block("乙", COMPANY), Block("甲", COMPANY)),
    "services": (Block("受託者", COMPANY), Block("委託者", COMPANY)),
    "sale": (Block("買主"), Block("売主", COMPANY)),
    "construction": (Block("注文者"), Block("請負者", COMPANY)),
    "employment": (Block("労働者"), Block("使用者", COMPANY)),
}

_SPECIAL = frozenset({"", LESSEE, LESSOR, GUARANTOR, AGENT, OTHER, "自社署名者"})
PROPOSED_ROLES = _SPECIAL | {block.role for pair in _PAIRS.values() for block in pair}
"""What a block is called before anybody has typed anything into it."""


def blocks_for(contract_type: str, standing: str) -> tuple[Block, ...]:
    """Return the parties to propose; nothing for a type that is not known."""
    if contract_type in {"lease", WITH_GUARANTOR}:
        return _lease(standing, with_guarantor=contract_type == WITH_GUARANTOR)
    if contract_type == "renewal":
        return (Block(LESSEE), Block(OTHER, order=2))
    if contract_type == "other":
        return (Block(OTHER),)
    return _pair(contract_type, standing)


def _lease(standing: str, *, with_guarantor: bool) -> tuple[Block, ...]:
    lessees = (Block(LESSEE), *((Block(GUARANTOR),) if with_guarantor else ()))
    if standing == Standing.BROKER:
        return _brokered(lessees)
    if standing == Standing.SENDER_AGREES:
        return lessees
    return (*lessees, _own(Block(LESSOR), standing))


def _brokered(lessees: tuple[Block, ...]) -> tuple[Block, ...]:
    """取引士 → 借主・保証人 → 貸主 → 自社 (AD-10)."""
    return (
        Block(AGENT, own=True, names_only=True),
        *(replace(block, order=2) for block in lessees),
        Block(LESSOR, order=3),
        Block("自社署名者", COMPANY, order=4, own=True),
    )


def _pair(contract_type: str, standing: str) -> tuple[Block, ...]:
    if contract_type not in _PAIRS:
        return ()
    theirs, ours = _PAIRS[contract_type]
    return (theirs,) if standing == Standing.SENDER_AGREES else (theirs, _own(ours, standing))


def _own(block: Block, standing: str) -> Block:
    """Signing itself, or as the agent of that side (貸主代理, IM-55), the company signs last."""
    if standing not in {Standing.OWN_SIGNER, Standing.AGENT}:
        return replace(block, order=2)
    return replace(block, kind=COMPANY, order=2, own=True, as_proxy=standing == Standing.AGENT)
