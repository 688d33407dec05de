"""What `GET /contracts` is narrowed by (MK-86): every limit belongs to its span."""

from collections.abc import Collection
from typing import TYPE_CHECKING, Any

from flask import request
from sqlalchemy.orm import Session

from contracts.access import Level
from contracts.day_input import day_from
from contracts.finding.words import LONGEST_TYPED
from contracts.life import Life
from contracts.money import money_from
from contracts.stage import Stage
from contracts.tax_keeping import KeptAs
from contracts.tax_keys import Lacking
from database.queries.archive import Order
from database.queries.archive_filters import RENEWING, Filters, types_of
from database.queries.folders import colleagues, folders_for, tags_for
from database.queries.people import mail_key
from webapp.api.bodies import field_error
from webapp.api.guard import caller
from webapp.api.problems import InputRefused
from webapp.archive import NOBODY, company_sought, folders_sought, number_sought, own_item, own_items

if TYPE_CHECKING:
    from collections.abc import Callable

SPANS = ("expires", "starts", "traded", "notice", "sent", "concluded")
UNFILED = "none"
"""What an address says for 未整理."""
DAYS = tuple(f"{name}_{side}" for name in SPANS for side in ("from", "to"))
AMOUNTS = {"amount_from": "least", "amount_to": "most"}


def filters_asked(session: Session) -> Filters:
    """Raise InputRefused with everything in the address that means nothing."""
    types = types_of(session, caller().organization.id)
    codes = {one.code: one.id for one in types}
    readings: dict[str, tuple[str, Callable[[str], object], str]] = {
        **{name: (name, day_from, "day_unreadable") for name in DAYS},
        **{name: (field, money_from, "money_unreadable") for name, field in AMOUNTS.items()},
        "stage": ("stages", lambda text: (Stage(text).value,) if text else (), "unknown_stage"),
        "renews": ("auto_renews", lambda text: _one_of(text, RENEWING), "unknown_code"),
        "type": ("kind", lambda text: codes[_one_of(text, codes)] if text else None, "unknown_code"),
        "company": ("company", company_sought, ""),
        "number": ("number", number_sought, ""),
        "life": ("life", lambda text: Life(text) if text else None, "unknown_code"),
        "lacking": ("lacking", lambda text: Lacking(text) if text else None, "unknown_code"),
        "kept_as": ("kept_as", lambda text: KeptAs(text) if text else None, "unknown_code"),
        "unconfirmed": ("unconfirmed", lambda text: _one_of(text, {"yes"}) == "yes", "unknown_code"),
    }
    found: dict[str, Any] = {}
    errors = []
    for name, (field, read, code) in readings.items():
        try:
            found[field] = read(_text(name))
        except ValueError:
            errors.append(field_error(name, code))
    if errors:
        raise InputRefused(errors)
    item = own_item(own_items(types), *(_text(name) for name in ("item", "item_value")))
    return Filters(**found, **_place(session), own_item=item)


def _place(session: Session) -> dict[str, Any]:
    """What the caller may not see finds nothing, as what there is not."""
    folder, tag, owner = (_text(name) for name in ("folder", "tag", "owner"))
    found: dict[str, Any] = {"unfiled": folder == UNFILED}
    if folder and folder != UNFILED:
        lines = folders_for(session, caller(), Level.VISITOR)
        found["folders"] = folders_sought(session, caller().organization.id, lines, folder)
    if tag:
        found["tag"] = next((one.id for one in tags_for(session, caller()) if one.name == tag), NOBODY)
    if owner:
        people = colleagues(session, caller().organization.id)
        found["owner"] = next((one.id for one in people if one.mail_key == mail_key(owner)), NOBODY)
    return found


def order_asked(filters: Filters, words: str) -> Order:
    """Raise InputRefused for an order there is not; without one it is that of 文書管理."""
    asked = _text("order")
    if asked and asked not in set(Order):
        raise InputRefused([field_error("order", "unknown_code")])
    if asked:
        return Order(asked)
    if filters.expires_from or filters.expires_to:
        return Order.ENDS
    if filters.notice_from or filters.notice_to:
        return Order.NOTICE
    return Order.RELEVANCE if words else Order.CHANGED


def _text(name: str) -> str:
    return request.args.get(name, "").strip()[:LONGEST_TYPED]


def _one_of(text: str, known: Collection[str]) -> str:
    if text and text not in known:
        raise ValueError(text)
    return text
