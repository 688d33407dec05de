"""What the frame of every staff page reads: the menu, and who is signed in."""

from collections.abc import Iterator
from typing import Any

from flask import current_app, g, request, url_for
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from contracts.roles import Permission
from database.sessions import Staff
from webapp.access.entries import ADMINISTRATION, HUB, MENU, Entry, Group, open_to, places_of
from webapp.parts import parts

Item = dict[str, Any]

ELSEWHERE = {"/drafts/": "legal.new_draft", "/re-requests": "management.contracts"}
"""Where the address of a page says something else than the place it belongs to: a draft is being sent."""


def staff_layout() -> dict[str, Any]:
    staff: Staff | None = g.get("staff")
    if staff is None or staff.user.must_change_password:
        return {}
    return {
        "staff_menu": _menu(staff),
        "staff_name": staff.user.name,
        "organization_name": staff.organization.name,
        "sign_out_url": url_for("entry.sign_out"),
        "home_url": url_for("management.home"),
        "own_settings_url": url_for("office.own_settings"),
        "may_draft": staff.may(Permission.DRAFT),
        "may_chase": staff.may(Permission.SEND),
        "may_audit": staff.may(Permission.AUDIT),
        "may_delegate": staff.may(Permission.APPROVE),
    }


def _menu(staff: Staff) -> list[Item]:
    administration = open_to(ADMINISTRATION, staff)
    hub = [Group(_("管理"), (HUB,))] if administration else []
    current = _current([*open_to(MENU, staff), *administration])
    managed = {entry.endpoint for entry in places_of(administration)}
    with parts().database.reading() as session:
        shown = [_shown(session, staff, group, current) for group in [*open_to(MENU, staff), *hub]]
    if current in managed:
        shown[-1]["items"][0]["current"] = True
    return [*shown, *_trial_group()]


def _shown(session: Session, staff: Staff, group: Group, current: str) -> Item:
    return {
        "heading": group.heading,
        "items": [_item(session, staff, each, current) for each in group.entries],
    }


def _item(session: Session, staff: Staff, entry: Entry, current: str) -> Item:
    """Those below are unfolded where one of them, or the entry itself, is the place the person is at."""
    below = [_item(session, staff, each, current) for each in entry.below]
    return {
        "label": entry.label,
        "href": url_for(entry.endpoint),
        "icon_name": entry.icon,
        "keys": entry.keys,
        "current": entry.endpoint == current,
        "count": entry.waiting(session, staff) if entry.waiting else 0,
        "below": below,
        "unfolded": current in {entry.endpoint, *(each.endpoint for each in entry.below)},
    }


def _current(groups: list[Group]) -> str:
    """Return the entry that the page belongs to, by its address (IM-11): the longest that it begins with."""
    here = request.script_root + request.path
    found = [(len(address), endpoint) for address, endpoint in _addresses(groups) if _is_below(here, address)]
    return max(found, default=(0, ""))[1]


def _addresses(groups: list[Group]) -> Iterator[tuple[str, str]]:
    for entry in places_of(groups):
        yield url_for(entry.endpoint), entry.endpoint
    for begin, endpoint in ELSEWHERE.items():
        yield request.script_root + begin, endpoint
    yield url_for(HUB.endpoint), HUB.endpoint


def _is_below(here: str, address: str) -> bool:
    return here == address or (here + "/").startswith(address.rstrip("/") + "/" if address != "/" else "//")


def _trial_group() -> list[Item]:
    """The outbox exists on a loopback trial only, where it is the recipients' mailbox."""
    if "outbox" not in current_app.blueprints:
        return []
    rules = current_app.url_map.iter_rules()
    pages = [rule for rule in rules if rule.endpoint.startswith("outbox.") and not rule.arguments]
    items = [
        {"label": _("送信箱（お試し用）"), "href": rule.rule, "icon_name": "mail"}
        for rule in pages
        if "GET" in (rule.methods or set())
    ]
    return [{"heading": _("お試し環境"), "items": items[:1]}] if items else []
