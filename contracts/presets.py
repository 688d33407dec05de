"""The parties that a 契約種別 proposes, in which order (domain.md IM-20, IM-24, AD-10)."""

from collections.abc import Iterable
from dataclasses import replace

from contracts.standing import PartyKind, Standing
from contracts.type_preset import Block, TypePreset


def blocks_for(preset: TypePreset, standing: str) -> tuple[Block, ...]:
    """Return the parties to propose; nothing for a type that proposes none."""
    brokered = standing == Standing.BROKER
    rows = (block for block in preset.parties if brokered or not block.brokered_only)
    if brokered:
        return tuple(replace(block, order=block.brokered_order or block.order) for block in rows)
    if standing == Standing.SENDER_AGREES:
        return tuple(block for block in rows if not block.ours)
    return tuple(_taken(block, standing) if block.ours else block for block in rows)


def proposed_roles(presets: Iterable[TypePreset]) -> frozenset[str]:
    """Return what a party may be called before anybody has typed anything into it."""
    return frozenset({"", *(block.role for preset in presets for block in preset.parties)})


def _taken(block: Block, standing: str) -> Block:
    """Signing itself, or as the agent of that side (貸主代理, IM-55), the company takes this place."""
    if standing not in {Standing.OWN_SIGNER, Standing.AGENT}:
        return block
    return replace(
        block,
        kind=PartyKind.CORPORATE_INFORMAL.value,
        own=True,
        as_proxy=standing == Standing.AGENT,
    )
