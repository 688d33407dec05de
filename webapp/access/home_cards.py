"""What the home page shows of お知らせ, 初期設定 and 文書保管数 (CL-41, IM-10, IM-14)."""

from typing import Any

from sqlalchemy.orm import Session

from contracts.roles import Permission
from database.announcements import announcements_for
from database.queries.setting_up import set_up_of
from database.sessions import Staff
from database.usage import storage_of


def home_cards(session: Session, staff: Staff) -> dict[str, Any]:
    """Return the facts of `management/_announcements.html`, `_checklist.html` and `_storage.html`."""
    is_setting_up = staff.may(Permission.CONFIGURE) and staff.may(Permission.MANAGE_USERS)
    set_up = set_up_of(session, staff.organization) if is_setting_up else None
    return {
        "announcements": announcements_for(session, staff),
        "set_up": set_up if set_up is not None and set_up.is_shown else None,
        "storage": storage_of(session, staff.organization.id) if staff.may(Permission.READ) else None,
    }
