"""What the ticked rows can be done with, and what an address is told of them."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import request
from sqlalchemy.orm import Session
from wtforms.fields import SelectChoice

from contracts.roles import Permission
from database.people import User
from database.queries.contracts import PAGE_SIZES
from database.shelves.many import possible_owners
from webapp.access.shelf_choices import folder_choices
from webapp.access.staff import staff

MOST_ROWS = max(PAGE_SIZES)


@dataclass(frozen=True, slots=True)
class BulkChoices:
    """The acts the person's role has at all; each row decides again by itself."""

    files: bool
    sends: bool
    downloads: bool
    holds: bool
    folders: Sequence[SelectChoice]
    owners: Sequence[User]

    @property
    def is_any(self) -> bool:
        return self.files or self.sends or self.downloads or self.holds


def bulk_choices(session: Session) -> BulkChoices:
    files = staff().may(Permission.FILE)
    return BulkChoices(
        files=files,
        sends=staff().may(Permission.SEND),
        downloads=staff().may(Permission.DOWNLOAD),
        holds=staff().may(Permission.HOLD),
        folders=folder_choices(session, None) if files else [],
        owners=possible_owners(session, staff().organization.id) if files else [],
    )


def ticked() -> list[str]:
    """Return the public ids of the ticked rows, once each, no more than a page holds."""
    return list(dict.fromkeys(request.form.getlist("contract")))[:MOST_ROWS]
