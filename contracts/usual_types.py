"""What the 契約種別 of a new organisation set beforehand; afterwards each is the administrator's (IM-19)."""

from contracts.standing import PartyKind
from contracts.type_preset import LESSEE, OTHER, Block, TypePreset

COMPANY = PartyKind.CORPORATE_INFORMAL.value
_LESSEE = Block(LESSEE, brokered_order=2)
_AGENT = Block("取引士", own=True, names_only=True, imprint=False, brokered_only=True)
_LAST = (
    Block("貸主", order=2, ours=True, brokered_order=3),
    Block("自社署名者", COMPANY, order=4, own=True, brokered_only=True),
)


def _lease(*parties: Block, guarantee_limit: bool = False) -> TypePreset:
    """In a lease role and kind decide who may hand over (IM-45, CF-03)."""
    return TypePreset(
        parties,
        guarantee_limit=guarantee_limit,
        lessee_signs=True,
        hands_over_freely=False,
        hands_over_individual=("貸主", OTHER),
        hands_over_corporate=(OTHER,),
    )


def _pair(theirs: Block, ours: Block) -> TypePreset:
    """The other side first, the side the sender's company usually takes last."""
    return TypePreset((theirs, ours))


def _ours(role: str) -> Block:
    return Block(role, COMPANY, order=2, ours=True)


USUAL = {
    "lease_guarantor": _lease(
        _AGENT, _LESSEE, Block("連帯保証人", brokered_order=2), *_LAST, guarantee_limit=True
    ),
    "lease": _lease(_AGENT, _LESSEE, *_LAST),
    "renewal": _lease(Block(LESSEE), Block(OTHER, order=2)),
    "nda": _pair(Block("乙", COMPANY), _ours("甲")),
    "services": _pair(Block("受託者", COMPANY), _ours("委託者")),
    "sale": _pair(Block("買主"), _ours("売主")),
    "construction": _pair(Block("注文者"), _ours("請負者")),
    "employment": _pair(Block("労働者"), _ours("使用者")),
    "other": TypePreset((Block(OTHER),)),
}
