"""One revision as it stood: its pages and its form, as far as two revisions are compared by them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.reader import HistoricalResolver

Id = tuple[int, int]
MOST_NODES = 20_000
EMPTY_VALUES = frozenset({"None", "''", "'/Off'"})
SIGNATURE = "/Sig"


class TooMuchToCompare(Exception):
    """The file has more pages, fields or revisions than are followed."""


@dataclass(frozen=True, slots=True)
class Page:
    """`own` is what the page dictionary says apart from its annotations, of which True marks a field's."""

    own: str
    contents: frozenset[Id]
    annotations: dict[Id, bool]
    holders: frozenset[Id]

    @property
    def ids(self) -> frozenset[Id]:
        return self.contents | self.holders | frozenset(self.annotations)


@dataclass(frozen=True, slots=True)
class Field:
    """`look` and `value` are compared, never shown; `looks` are the streams that draw it."""

    kind: str
    value: str
    look: str
    visible: bool
    widgets: frozenset[Id]
    looks: frozenset[Id]
    held: frozenset[Id]

    @property
    def ids(self) -> frozenset[Id]:
        return self.widgets | self.looks | self.held

    @property
    def is_empty(self) -> bool:
        return self.value in EMPTY_VALUES


@dataclass(frozen=True, slots=True)
class Structure:
    catalog: str
    page_ids: tuple[Id, ...]
    pages: tuple[Page, ...]
    fields: dict[str, Field]
    store: frozenset[Id]
    has_store: bool
    beside: frozenset[Id]


def id_of(value: Any) -> Id | None:  # noqa: ANN401 - any PDF object may stand here
    return (value.idnum, value.generation) if isinstance(value, generic.IndirectObject) else None


def raw(dictionary: Any, key: str) -> Any:  # noqa: ANN401 - so here
    return dictionary.raw_get(key) if key in dictionary else None


def resolved(value: Any) -> Any:  # noqa: ANN401 - so here
    return value.get_object() if isinstance(value, generic.IndirectObject) else value  # type: ignore[no-untyped-call]  # pyHanko is partly untyped


def said(dictionary: Any, *, but: frozenset[str] = frozenset()) -> str:  # noqa: ANN401 - so here
    return repr(sorted((str(key), repr(raw(dictionary, key))) for key in dictionary if key not in but))


def pages_of(handler: HistoricalResolver) -> tuple[dict[Id, Any], frozenset[Id]]:
    """Return the page dictionaries by id in the order of the document, and the ids of the tree above them."""
    found: dict[Id, Any] = {}
    nodes: set[Id] = set()
    waiting = [raw(handler.root, "/Pages")]
    while waiting:
        reference = waiting.pop()
        here, node = id_of(reference), resolved(reference)
        if here is None or here in nodes or here in found:
            continue
        if "/Kids" in node:
            nodes.add(here)
            waiting.extend(reversed(node["/Kids"]))
        else:
            found[here] = node
        if len(found) + len(nodes) > MOST_NODES:
            raise TooMuchToCompare
    return found, frozenset(nodes)


def page_of(here: Id, page: Any) -> Page:  # noqa: ANN401 - a page dictionary of pyHanko
    contents = raw(page, "/Contents")
    streams = [contents, *(resolved(contents) if isinstance(resolved(contents), list) else [])]
    annotations = raw(page, "/Annots")
    return Page(
        own=said(page, but=frozenset({"/Annots", "/LastModified", "/StructParents", "/Tabs"})),
        contents=frozenset(one for one in map(id_of, streams) if one),
        annotations={
            one: resolved(reference).get("/Subtype") == "/Widget"
            for reference in resolved(annotations) or []
            if (one := id_of(reference))
        },
        holders=frozenset(one for one in (here, id_of(annotations)) if one),
    )


def fields_of(handler: HistoricalResolver) -> dict[str, Field]:
    form = resolved(raw(handler.root, "/AcroForm"))
    found: dict[str, Field] = {}
    waiting = [(reference, "", None) for reference in resolved(raw(form, "/Fields")) or []] if form else []
    seen: set[Id] = set()
    while waiting:
        reference, above, kind = waiting.pop()
        here, node = id_of(reference), resolved(reference)
        if here is None or here in seen:
            continue
        seen.add(here)
        name = ".".join(filter(None, (above, str(node.get("/T", "")))))
        kind = node.get("/FT", kind)
        kids = [kid for kid in node.get("/Kids", []) if "/T" in resolved(kid)]
        if kids:
            waiting.extend((kid, name, kind) for kid in kids)
        else:
            found[name] = _field(here, node, str(kind))
        if len(seen) > MOST_NODES:
            raise TooMuchToCompare
    return found


def _field(here: Id, node: Any, kind: str) -> Field:  # noqa: ANN401 - a field dictionary of pyHanko
    widgets = [(here, node), *((id_of(kid), resolved(kid)) for kid in node.get("/Kids", []))]
    value = raw(node, "/V")
    looks = [raw(widget, "/AP") for _, widget in widgets]
    return Field(
        kind=kind,
        value=repr(value),
        look=repr([repr(resolved(look)) for look in looks]),
        visible=any(_has_area(widget) for _, widget in widgets),
        widgets=frozenset(one for one, _ in widgets if one),
        looks=frozenset(one for look in looks for one in _looks(look)),
        held=frozenset(one for one in (id_of(value), id_of(raw(node, "/Lock"))) if one),
    )


def _looks(look: Any) -> Iterator[Id]:  # noqa: ANN401 - an appearance dictionary or nothing
    """Yield the streams that draw a field: replacing them is filling it."""
    waiting = [look]
    while waiting:
        current = waiting.pop()
        if one := id_of(current):
            yield one
        inside = resolved(current)
        if isinstance(inside, dict) and not isinstance(inside, generic.StreamObject):
            waiting.extend(raw(inside, key) for key in inside)


def _has_area(widget: Any) -> bool:  # noqa: ANN401 - a widget dictionary of pyHanko
    box = widget.get("/Rect")
    if not box:
        return False
    left, lower, right, upper = (float(number) for number in box)
    return left != right and lower != upper


def store_of(handler: HistoricalResolver) -> frozenset[Id]:
    """Return every object below the document security store."""
    found: set[Id] = set()
    waiting = [raw(handler.root, "/DSS")]
    while waiting:
        current = waiting.pop()
        if one := id_of(current):
            if one in found or len(found) > MOST_NODES:
                continue
            found.add(one)
        inside = resolved(current)
        if isinstance(inside, dict):
            waiting.extend(raw(inside, key) for key in inside)
        elif isinstance(inside, list):
            waiting.extend(inside)
    return frozenset(found)


def structure_of(handler: HistoricalResolver) -> Structure:
    root = handler.root
    pages, nodes = pages_of(handler)
    form = raw(root, "/AcroForm")
    beside = (
        form,
        raw(resolved(form), "/Fields") if form else None,
        raw(root, "/Metadata"),
        raw(root, "/DSS"),
    )
    changing = frozenset({"/AcroForm", "/DSS", "/Extensions", "/Perms", "/Metadata", "/Version"})
    return Structure(
        catalog=said(root, but=changing),
        page_ids=tuple(pages),
        pages=tuple(page_of(here, page) for here, page in pages.items()),
        fields=fields_of(handler),
        store=store_of(handler),
        has_store="/DSS" in root,
        beside=nodes | {one for one in map(id_of, beside) if one} | {_root_id(handler)},
    )


def _root_id(handler: HistoricalResolver) -> Id:
    return handler.root_ref.idnum, handler.root_ref.generation
