"""What `GET /contracts` is narrowed by (MK-86): every limit belongs to its span."""

from typing import TYPE_CHECKING, Any

from flask import request

from contracts.day_input import day_from
from contracts.life import Life
from contracts.money import money_from
from contracts.stage import Stage
from contracts.tax_keys import Lacking
from database.queries.archive_filters import Filters
from webapp.api.bodies import field_error
from webapp.api.problems import InputRefused

if TYPE_CHECKING:
    from collections.abc import Callable

SPANS = ("expires", "starts", "traded")
DAYS = tuple(f"{name}_{side}" for name in SPANS for side in ("from", "to"))
AMOUNTS = {"amount_from": "least", "amount_to": "most"}


def filters_asked() -> Filters:
    """Raise InputRefused with everything in the address that means nothing."""
    readings: dict[str, tuple[str, Callable[[str], object], str]] = {
        **{name: (name, day_from, "day_unreadable") for name in DAYS},
        **{name: (field, money_from, "money_unreadable") for name, field in AMOUNTS.items()},
        "stage": ("stages", lambda text: (Stage(text).value,) if text else (), "unknown_stage"),
        "life": ("life", lambda text: Life(text) if text else None, "unknown_code"),
        "lacking": ("lacking", lambda text: Lacking(text) if text else None, "unknown_code"),
    }
    found: dict[str, Any] = {}
    errors = []
    for name, (field, read, code) in readings.items():
        try:
            found[field] = read(request.args.get(name, "").strip())
        except ValueError:
            errors.append(field_error(name, code))
    if errors:
        raise InputRefused(errors)
    return Filters(**found)
