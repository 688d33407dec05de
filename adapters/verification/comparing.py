"""Two revisions side by side: which fields, pages and other objects differ."""

from functools import cached_property
from typing import Any

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.misc import PdfReadError
from pyhanko.pdf_utils.reader import PdfFileReader

from adapters.verification.objects import Id, id_of
from adapters.verification.structure import SIGNATURE, Field, Page, Structure
from contracts.verdict_details import Change

HARMLESS_TYPES = frozenset({"/StructElem", "/StructTreeRoot", "/Metadata", "/XRef"})


class Step:
    """From one signed state to the next; `revisions` are the cross-reference sections between the two."""

    def __init__(self, reader: PdfFileReader, before: Structure, after: Structure, revisions: range) -> None:
        self._reader = reader
        self._before = before
        self._after = after
        self._revisions = revisions
        self._then: Any = reader.get_historical_resolver(revisions.start - 1)
        self._now: Any = reader.get_historical_resolver(revisions[-1])
        self._same_pages = before.page_ids == after.page_ids
        pages = zip(before.pages, after.pages, strict=True) if self._same_pages else ()
        self._pages: tuple[tuple[Page, Page], ...] = tuple(pages)

    def changes(self) -> set[Change]:
        found = {
            Change.FILLED: bool(self.filled),
            Change.REFILLED: any(self._is_refilled(name, field) for name, field in self._kept()),
            Change.FIELD_ADDED: any(not field.visible for field in self._added()),
            Change.VISIBLE_FIELD_ADDED: any(field.visible for field in self._added()),
            Change.FIELD_SHOWN: any(self._shows_otherwise(name, field) for name, field in self._kept()),
            Change.VALIDATION_DATA: self._has_new_store(),
            Change.ANNOTATION: any(self._notes(*pair) for pair in self._pages),
            Change.PAGE_CONTENT: any(self._is_redrawn(*pair) for pair in self._pages),
            Change.PAGES: not self._same_pages,
            Change.STRUCTURE: self._has_other_structure(),
        }
        return {change for change, holds in found.items() if holds}

    @cached_property
    def filled(self) -> list[str]:
        """Names of fields, other than for signatures, that say or show something else than before."""
        return sorted(
            name
            for name, field in self._kept()
            if field.kind != SIGNATURE and self._differs(self._before.fields[name], field)
        )

    def touched_pages(self) -> tuple[int, ...]:
        """Return the pages, from 1, where something may look different; all of them if nobody can say."""
        if not self._same_pages or self._unexplained:
            return tuple(range(1, len(self._after.pages) + 1))
        return tuple(number for number, pair in enumerate(self._pages, 1) if self._is_touched(*pair))

    def _kept(self) -> list[tuple[str, Field]]:
        """Return the fields that stood before, as they are now."""
        return [(name, field) for name, field in self._after.fields.items() if name in self._before.fields]

    def _differs(self, before: Field, after: Field) -> bool:
        changed = (before.value, before.look) != (after.value, after.look)
        return changed or bool(self._written & after.looks)

    def _is_refilled(self, name: str, field: Field) -> bool:
        before = self._before.fields[name]
        return not before.is_empty and self._differs(before, field)

    def _shows_otherwise(self, name: str, field: Field) -> bool:
        return self._before.fields[name].shown != field.shown

    def _added(self) -> list[Field]:
        return [field for name, field in self._after.fields.items() if name not in self._before.fields]

    def _has_new_store(self) -> bool:
        after = self._after
        return after.has_store and (not self._before.has_store or bool(self._written & after.store))

    def _has_other_structure(self) -> bool:
        gone = self._before.fields.keys() - self._after.fields.keys()
        other = self._before.catalog != self._after.catalog or self._has_other_form()
        return bool(gone) or other or self._unexplained

    def _has_other_form(self) -> bool:
        """Signing may add letters for fields that are not drawn yet; nothing that draws fields may change."""
        before, after = self._before.form, self._after.form
        changed = {key for key in before.keys() & after.keys() if before[key] != after[key]}
        added = {key for key in after.keys() - before.keys() if not key.startswith(("/DR", "/DA"))}
        removed = before.keys() - after.keys() - {"/NeedAppearances"}
        return bool(self._before.fields and (changed | added | removed))

    def _notes(self, old: Page, new: Page) -> bool:
        """Say whether an annotation that is no field came, went or was written anew."""
        differing = {
            one for one in old.annotations.keys() ^ new.annotations.keys() if one not in self._widgets
        }
        written = {one for one, is_field in new.annotations.items() if one in self._written and not is_field}
        return bool(differing | written)

    def _is_redrawn(self, old: Page, new: Page) -> bool:
        return old.own != new.own or bool(self._written & old.contents)

    def _is_touched(self, old: Page, new: Page) -> bool:
        shown = {one for one in new.annotations if one not in self._hidden}
        came_or_went = (old.annotations.keys() ^ new.annotations.keys()) - self._hidden
        return self._is_redrawn(old, new) or bool(came_or_went) or bool(self._written & shown)

    @cached_property
    def _widgets(self) -> frozenset[Id]:
        fields = (*self._before.fields.values(), *self._after.fields.values())
        return frozenset(one for field in fields for one in field.widgets)

    @cached_property
    def _hidden(self) -> frozenset[Id]:
        fields = self._after.fields.values()
        return frozenset(one for field in fields if not field.visible for one in field.widgets)

    @cached_property
    def _written(self) -> frozenset[Id]:
        xrefs = self._reader.xrefs
        return frozenset(
            (one.idnum, one.generation)
            for revision in self._revisions
            for one in xrefs.explicit_refs_in_revision(revision) | xrefs.refs_freed_in_revision(revision)
        )

    @cached_property
    def _unexplained(self) -> bool:
        """Say whether an object that stood before was overwritten which is no field, page or store."""
        known: set[Id] = set()
        for side in (self._before, self._after):
            known |= side.beside | side.store
            known.update(one for page in side.pages for one in page.ids)
            known.update(one for field in side.fields.values() for one in field.ids)
        return any(self._stood(one) and not self._is_harmless(one) for one in self._written - known)

    def _stood(self, here: Id) -> bool:
        try:
            introduced = self._reader.xrefs.get_introducing_revision(generic.Reference(*here))
        except KeyError:
            return False
        return int(introduced) < self._revisions.start

    def _is_harmless(self, here: Id) -> bool:
        """Tags, metadata and 文書情報 draw nothing; every program rewrites them."""
        if here == id_of(self._reader.trailer.raw_get("/Info") if "/Info" in self._reader.trailer else None):
            return True
        return all(
            _draws_nothing(state, generic.Reference(*here, pdf=self._reader))
            for state in (self._then, self._now)
        )


def _draws_nothing(state: Any, here: generic.Reference) -> bool:  # noqa: ANN401 - a resolver of pyHanko
    try:
        found = state.get_object(here)
    except PdfReadError:
        return False
    is_stream = isinstance(found, generic.StreamObject)
    kind = found.get("/Type") if isinstance(found, dict) else None
    return kind in HARMLESS_TYPES or (isinstance(found, dict) and not is_stream and "/Nums" in found)
