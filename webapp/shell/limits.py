"""How much one request may bring, and of what."""

from typing import TYPE_CHECKING, Any

from flask import Request, current_app, request
from werkzeug.datastructures import ImmutableMultiDict, iter_multi_items
from werkzeug.routing import IntegerConverter, UnicodeConverter

from contracts.envelope import LARGEST_BYTES
from contracts.unseen import storable

if TYPE_CHECKING:
    from flask import Flask

ROOM_FOR_THE_FORM_BYTES = 2_000_000
FORM_PARTS = 200
FORM_MEMORY_BYTES = 500_000
WHOLE_ENVELOPES = frozenset(
    {
        "legal.begin",
        "legal.replace_document",
        "legal.add_document",
        "legal.open_round",
        "imports.take_files",
        "api.upload_document",
        "review.ask",
        "review.answer_review",
    }
)
"""Pages that take every document of an envelope in one request (MK-52)."""


class Countable(IntegerConverter):
    """A number that both databases can look for; of a longer one there is no page."""

    regex = r"\d{1,9}"


class Askable(UnicodeConverter):
    """A name that both databases can look for: PostgreSQL fails over NUL, and no row is called so."""

    def __init__(self, *arguments: Any, **options: Any) -> None:  # noqa: ANN401 -- handed on as they are
        super().__init__(*arguments, **options)
        self.regex = self.regex.replace("[^/]", r"[^/\x00]")


class Storable(ImmutableMultiDict[str, Any]):
    """What was typed or asked for, and files as they are."""

    def __init__(self, mapping: Any = None) -> None:  # noqa: ANN401 -- whatever Werkzeug's own takes
        given = iter_multi_items(mapping) if mapping else ()
        super().__init__((name, storable(one) if isinstance(one, str) else one) for name, one in given)


class StorableRequest(Request):
    parameter_storage_class = Storable


def install_limits(app: "Flask", upload_limit_bytes: int) -> None:
    """Refuse with 413 before reading more; `upload_limit_bytes` is the largest file, the form is extra.

    Install before the CSRF guard, which is the first to read a form, and before any page.
    """
    app.request_class = StorableRequest
    app.url_map.converters.update(int=Countable, string=Askable, default=Askable)
    app.config.update(
        MAX_CONTENT_LENGTH=upload_limit_bytes + ROOM_FOR_THE_FORM_BYTES,
        MAX_FORM_PARTS=FORM_PARTS,
        MAX_FORM_MEMORY_SIZE=FORM_MEMORY_BYTES,
    )
    app.before_request(limit_the_body)


def limit_the_body() -> None:
    """Werkzeug reads a urlencoded form whole, whatever MAX_FORM_MEMORY_SIZE says; JSON likewise."""
    if request.mimetype != "multipart/form-data":
        request.max_content_length = FORM_MEMORY_BYTES
    elif request.endpoint in WHOLE_ENVELOPES:
        one_file = int(current_app.config["MAX_CONTENT_LENGTH"])
        request.max_content_length = max(one_file, LARGEST_BYTES + ROOM_FOR_THE_FORM_BYTES)
