"""The structure tree and the outline as objects of the file (ISO 32000-1, 14.7 and 12.3.3)."""

from collections.abc import Sequence

from adapters.paper.objects import Objects, number, reference, text
from adapters.paper.tags import Tag


def structure_of(objects: Objects, root: Tag, pages: Sequence[int], marked: Sequence[Sequence[Tag]]) -> str:
    """Return the reference to the root; `marked` are the tags of each page by MCID."""
    tree = objects.reserve()
    numbers = {tag: objects.reserve() for tag in root.everything()}
    _put(objects, root, tree, numbers, pages)
    parents = " ".join(
        f"{place} [{' '.join(reference(numbers[tag]) for tag in tags)}]" for place, tags in enumerate(marked)
    )
    objects.put(
        tree,
        f"<< /Type /StructTreeRoot /K {reference(numbers[root])} /ParentTree << /Nums [{parents}] >> "
        f"/ParentTreeNextKey {len(marked)} >>",
    )
    return reference(tree)


def _put(objects: Objects, tag: Tag, parent: int, numbers: dict[Tag, int], pages: Sequence[int]) -> None:
    kids = [
        *(f"<< /Type /MCR /Pg {reference(pages[page])} /MCID {mark} >>" for page, mark in tag.marks),
        *(reference(numbers[child]) for child in tag.children),
    ]
    alternative = f"/Alt {text(tag.alternative)} " if tag.alternative else ""
    scope = f"/A << /O /Table /Scope /{tag.scope} >> " if tag.scope else ""
    entries = f"/S /{tag.kind} /P {reference(parent)} {alternative}{scope}"
    objects.put(numbers[tag], f"<< /Type /StructElem {entries}/K [{' '.join(kids)}] >>")
    for child in tag.children:
        _put(objects, child, numbers[tag], numbers, pages)


def outline_of(objects: Objects, root: Tag, pages: Sequence[int]) -> str:
    """Return the reference to the outline: every heading, one after the other."""
    outline = objects.reserve()
    titled = [tag for tag in root.everything() if tag.title]
    items = [objects.reserve() for _ in titled]
    for at, (tag, item) in enumerate(zip(titled, items, strict=True)):
        before = f"/Prev {reference(items[at - 1])} " if at else ""
        after = f"/Next {reference(items[at + 1])} " if at + 1 < len(items) else ""
        place = f"[{reference(pages[tag.marks[0][0]])} /XYZ 0 {number(tag.top)} 0]"
        objects.put(
            item, f"<< /Title {text(tag.title)} /Parent {reference(outline)} {before}{after}/Dest {place} >>"
        )
    ends = f" /First {reference(items[0])} /Last {reference(items[-1])}" if items else ""
    objects.put(outline, f"<< /Type /Outlines /Count {len(items)}{ends} >>")
    return reference(outline)
