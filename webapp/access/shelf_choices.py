"""The folders a person may file a contract into, as choices of a field."""

from flask_babel import gettext as _
from sqlalchemy.orm import Session
from wtforms.fields import SelectChoice

from contracts.access import Level
from database.folders import Folder
from database.queries.folders import folders_for
from database.shelves.folders import folder_in
from webapp.access.staff import staff

NOWHERE = "none"


def folder_choices(session: Session, now: int | None) -> list[SelectChoice]:
    """Return the folders that the person reaches as 編集者, and where the contract is now."""
    lines = folders_for(session, staff(), Level.EDITOR)
    kept = session.get(Folder, now) if now is not None else None
    here = kept is not None and kept.id not in {line.folder.id for line in lines}
    return [
        SelectChoice(NOWHERE, _("未整理（フォルダに入れない）")),
        *([SelectChoice(kept.public_id, kept.name)] if here and kept else []),
        *(SelectChoice(line.folder.public_id, line.label) for line in lines),
    ]


def folder_chosen(session: Session, public_id: str) -> Folder | None:
    return folder_in(session, staff().organization.id, public_id) if public_id != NOWHERE else None


def public_id_of(session: Session, folder: int | None) -> str:
    """Return the value that stands for where a contract is kept."""
    kept = session.get(Folder, folder) if folder is not None else None
    return kept.public_id if kept else NOWHERE
