"""The structure by which a screen reader reads the page (ISO 32000-1, 14.7 and 14.8)."""

from collections.abc import Iterator
from dataclasses import dataclass, field


@dataclass(slots=True, eq=False)
class Tag:
    """`kind` is a standard structure type; `marks` are (page, MCID) of what is drawn for it.

    A `title` stands in the outline; `top` is where it was drawn, in points from the bottom of its page.
    """

    kind: str
    alternative: str = ""
    scope: str = ""
    title: str = ""
    top: float = 0.0
    children: list["Tag"] = field(default_factory=list)
    marks: list[tuple[int, int]] = field(default_factory=list)

    def add(self, kind: str, alternative: str = "", scope: str = "") -> "Tag":
        child = Tag(kind, alternative, scope)
        self.children.append(child)
        return child

    def everything(self) -> Iterator["Tag"]:
        yield self
        for child in self.children:
            yield from child.everything()
