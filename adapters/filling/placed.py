"""Boxes on the pages of the document itself; what its page does not hold stands in 署名欄 instead."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from pikepdf import Page, Pdf

from adapters.filling.input_row import tooltip_of
from adapters.filling.names import input_field, naming_field, seal_field
from adapters.filling.placement import Corners, holds, placed_corners
from adapters.filling.row import FieldBox, name_of
from contracts.boxes import BoxKind
from contracts.fields import CHECK_SIDE, room_for
from contracts.inputs import InputKind
from contracts.signing import InputField, Place, SigningParty, SigningPlan

TOLD = {BoxKind.SEAL: "印影", BoxKind.NAMING: "記名"}


@dataclass(frozen=True, slots=True)
class PlacedField:
    """`box.corners` are default user space of `page`."""

    page: Page
    box: FieldBox


def fitted_plan(pdf: Pdf, plan: SigningPlan) -> SigningPlan:
    """Return the plan with what is placed outside the pages taken back into 署名欄.

    A new version may have fewer or smaller pages than the one that was placed on (decision 030).
    """
    return replace(plan, parties=tuple(_fitted(pdf, party) for party in plan.parties))


def placed_fields(pdf: Pdf, party: SigningParty) -> Iterator[PlacedField]:
    """Yield the party's boxes of a fitted plan."""
    for sign in party.boxes:
        field = seal_field if sign.kind == BoxKind.SEAL else naming_field
        tooltip = f"{name_of(party)}の{TOLD[BoxKind(sign.kind)]}"
        box = FieldBox(field(party.key, sign.number), 0, _corners(pdf, sign.place, sign.height), tooltip)
        yield PlacedField(pdf.pages[sign.place.page - 1], box)
    for one in party.inputs:
        if one.place is not None:
            name, corners = input_field(party.key, one.kind, one.number), _corners(pdf, one.place, one.height)
            box = FieldBox(name, 0, corners, tooltip_of(party, one), one.kind)
            yield PlacedField(pdf.pages[one.place.page - 1], box)


def _fitted(pdf: Pdf, party: SigningParty) -> SigningParty:
    signs = [
        one for one in party.boxes if _is_given(party, one.kind) and _is_held(pdf, one.place, one.height)
    ]
    boxes = [
        replace(one, number=number)
        for kind in BoxKind
        for number, one in enumerate((one for one in signs if one.kind == kind), 1)
    ]
    return replace(party, boxes=tuple(boxes), inputs=tuple(_within(pdf, one) for one in party.inputs))


def _is_given(party: SigningParty, kind: str) -> bool:
    """Say whether the party will fill such a box: one left empty would spoil its signature."""
    return party.imprint if kind == BoxKind.SEAL else party.names_only


def _within(pdf: Pdf, one: InputField) -> InputField:
    if one.place is None or _is_held(pdf, one.place, one.height):
        return one
    room = CHECK_SIDE if one.kind == InputKind.CHECK else max(one.height, room_for(one.kind, ""))
    return replace(one, place=None, height=room)


def _is_held(pdf: Pdf, place: Place, height: float) -> bool:
    return 1 <= place.page <= len(pdf.pages) and holds(
        pdf.pages[place.page - 1], _corners(pdf, place, height)
    )


def _corners(pdf: Pdf, place: Place, height: float) -> Corners:
    return placed_corners(pdf.pages[place.page - 1], place.x, place.y, place.width, height)
