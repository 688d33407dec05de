"""Boxes as rows of numbers: the whole page works by them without a script."""

import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from contracts.boxes import LONGEST_LABEL, SIGNS, SIZES, Box, BoxFault, BoxKind, Pages, Placer, rounded
from webapp.placing.spelling import MEASURES, number_typed


@dataclass(frozen=True, slots=True)
class TypedRow:
    """One row of the form: what was typed, as it was typed, and what is wrong with it."""

    box: Box
    typed: Mapping[str, str]
    errors: tuple[str, ...] = ()


def shown_rows(boxes: Sequence[Box]) -> list[TypedRow]:
    return [TypedRow(box, _texts(box)) for box in boxes]


def typed_rows(form: Mapping[str, str], boxes: Sequence[Box]) -> tuple[list[TypedRow], list[BoxFault]]:
    """Return the rows of the form over the boxes that stand, and what could not be read in them."""
    rows = [_row(form, box) for box in boxes]
    return rows, [BoxFault("unreadable", row.box.id) for row in rows if not all(_numbers(row.typed))]


def added(form: Mapping[str, str], placers: Sequence[Placer], pages: Pages, document: int) -> Box | None:
    """Return the box that 「追加」 asks for: in the middle of the page named, at its usual size."""
    placer = next((one for one in placers if one.id == form.get("new-party")), None)
    kind, number = form.get("new-kind", ""), number_typed(form.get("new-page", "") or "1")
    if placer is None or kind not in placer.kinds or number is None:
        return None
    size, sheets = SIZES[BoxKind(kind)].usual, pages[document - 1]
    page = max(1, min(int(number), len(sheets)))
    sheet = sheets[page - 1]
    left, top = max(0, (sheet.width - size.width) / 2), max(0, (sheet.height - size.height) / 2)
    width, height = min(size.width, sheet.width), min(size.height, sheet.height)
    new = Box(str(uuid.uuid4()), placer.id, BoxKind(kind), document, page, left, top, width, height)
    return rounded(new)


def copies(box: Box, pages: Pages) -> Iterator[Box]:
    """Yield the box on every other page of its document (すべてのページにコピー)."""
    sheets = pages[box.document - 1] if 0 < box.document <= len(pages) else ()
    for page in range(1, len(sheets) + 1):
        if page != box.page:
            yield replace(box, id=str(uuid.uuid4()), page=page)


def _row(form: Mapping[str, str], box: Box) -> TypedRow:
    prefix = f"box-{box.id}-"
    if f"{prefix}page" not in form:
        return TypedRow(box, _texts(box))
    typed = {name: form.get(f"{prefix}{name}", "") for name in ("page", *MEASURES, "label", "party")}
    read = {name: number_typed(typed[name]) for name in ("page", *MEASURES)}
    changed = replace(
        box,
        page=int(read["page"]) if read["page"] is not None else box.page,
        party=typed["party"] or box.party,
        **{name: read[name] for name in MEASURES if read[name] is not None},  # type: ignore[arg-type]  # mypy does not see that None is left out
    )
    if box.kind not in SIGNS:
        label = " ".join(typed["label"].split())[: LONGEST_LABEL + 1]
        changed = replace(changed, label=label, required=f"{prefix}required" in form)
    return TypedRow(rounded(changed), typed)


def _numbers(typed: Mapping[str, str]) -> Iterator[bool]:
    return (number_typed(typed[name]) is not None for name in ("page", *MEASURES))


def _texts(box: Box) -> dict[str, str]:
    measures = {name: f"{getattr(box, name):g}" for name in MEASURES}
    return {"page": str(box.page), **measures, "label": box.label, "party": box.party}
