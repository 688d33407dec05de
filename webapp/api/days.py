from datetime import date

from flask import request

from contracts.day_input import day_from
from webapp.api.bodies import field_error
from webapp.api.problems import InputRefused


def days(*names: str) -> tuple[date | None, ...]:
    """Return the days in the address under these names; raises InputRefused for all that are none."""
    found, errors = [], []
    for name in names:
        try:
            found.append(day_from(request.args.get(name, "")))
        except ValueError:
            errors.append(field_error(name, "day_unreadable"))
    if errors:
        raise InputRefused(errors)
    return tuple(found)
