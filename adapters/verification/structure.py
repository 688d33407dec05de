"""One revision as it stood: its pages and its form, as far as two revisions are compared by them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.reader import HistoricalResolver

from adapters.verification.objects import Id, id_of, raw, resolved, said
from adapters.verification.widgets import has_area, is_blank, is_hidden, look, shown

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
    """`look`, `value` and `shown` are compared, never told; `looks` are the streams that draw it.

    `is_blank`: nothing was drawn in it. `shown` is how a viewer shows or redraws it, apart from its streams.
    """

    kind: str
    value: str
    look: str
    shown: str
    is_blank: bool
    visible: bool
    widgets: frozenset[Id]
    looks: frozenset[Id]
    held: frozenset[Id]

    @property
    def ids(self) -> frozenset[Id]:
        return self.widgets | self.looks | self.held

    @property
    def is_empty(self) -> bool:
        return self.value in EMPTY_VALUES and self.is_blank


@dataclass(frozen=True, slots=True)
class Structure:
    """`form` is what the form says beside its fields, by the path of each entry."""

    catalog: str
    form: dict[str, str]
    page_ids: tuple[Id, ...]
    pages: tuple[Page, ...]
    fields: dict[str, Field]
    store: frozenset[Id]
    has_store: bool
    beside: frozenset[Id]


def pages_of(handler: HistoricalResolver) -> dict[Id, Any]:
    """Return the page dictionaries by id in the order of the document."""
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
    return found


def page_of(here: Id, page: Any) -> Page:  # noqa: ANN401 - a page dictionary of pyHanko
    contents = raw(page, "/Contents")
    streams = [contents, *(resolved(contents) if isinstance(resolved(contents), list) else [])]
    annotations = raw(page, "/Annots")
    direct = [repr(one) for one in resolved(annotations) or [] if id_of(one) is None]
    own = said(page, but=frozenset({"/Annots", "/LastModified", "/StructParents", "/Tabs"}))
    return Page(
        own=own + "".join(direct),
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
        if here is None:
            raise TooMuchToCompare
        if here in seen:
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
    return Field(
        kind=kind,
        value=repr(value),
        look=repr([look(widget) for _, widget in widgets]),
        shown=repr([shown(widget) for _, widget in widgets]),
        is_blank=all(is_blank(widget) for _, widget in widgets),
        visible=any(has_area(widget) and not is_hidden(widget) for _, widget in widgets),
        widgets=frozenset(one for one, _ in widgets if one),
        looks=frozenset(one for _, widget in widgets for one in _looks(raw(widget, "/AP"))),
        held=frozenset(one for one in (id_of(value), id_of(raw(node, "/Lock"))) if one),
    )


def _looks(appearance: Any) -> Iterator[Id]:  # noqa: ANN401 - an appearance dictionary or nothing
    """Yield the streams that draw a field: replacing them is filling it."""
    waiting = [appearance]
    while waiting:
        current = waiting.pop()
        if one := id_of(current):
            yield one
        inside = resolved(current)
        if isinstance(inside, dict) and not isinstance(inside, generic.StreamObject):
            waiting.extend(raw(inside, key) for key in inside)


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


def form_of(form: Any) -> dict[str, str]:  # noqa: ANN401 - a form dictionary of pyHanko, or nothing
    """Return every entry beside the fields, those of its resources one by one (ISO 32000-1, 12.7.2)."""
    form = resolved(form) or {}
    kinds = resolved(raw(form, "/DR")) or {}
    told = {key: repr(raw(form, key)) for key in form if key not in {"/Fields", "/SigFlags", "/DR"}}
    return told | {
        f"/DR{kind}{name}": repr(raw(resolved(kinds[kind]), name))
        for kind in kinds
        if isinstance(resolved(kinds[kind]), dict)
        for name in resolved(kinds[kind])
    }


def structure_of(handler: HistoricalResolver) -> Structure:
    root = handler.root
    pages = pages_of(handler)
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
        form=form_of(form),
        page_ids=tuple(pages),
        pages=tuple(page_of(here, page) for here, page in pages.items()),
        fields=fields_of(handler),
        store=store_of(handler),
        has_store="/DSS" in root,
        beside=frozenset(one for one in map(id_of, beside) if one) | {_root_id(handler)},
    )


def _root_id(handler: HistoricalResolver) -> Id:
    return handler.root_ref.idnum, handler.root_ref.generation
