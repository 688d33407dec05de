"""What lies among the hits, as `GET /contracts` tells it (domain.md E.3)."""

from datetime import timedelta
from typing import Any

from sqlalchemy.orm import Session

from contracts.life import civil_day
from database.engine import now_of
from database.queries.archive import ContractPage
from database.queries.archive_filters import types_of
from database.queries.facets import facets_of
from webapp.api.guard import caller

DAYS_AHEAD = (30, 60, 90)


def facets_json(session: Session, found: ContractPage) -> dict[str, Any] | None:
    """Return the numbers, or None where there are more hits than are counted out."""
    if found.is_more:
        return None
    facets, today = facets_of(session, found.found), civil_day(now_of(session))
    codes = {one.id: one.code for one in types_of(session, caller().organization.id)}
    ends = {str(days): facets.ending(today, today + timedelta(days=days)) for days in DAYS_AHEAD}
    return {
        "counterparties": [{"name": one.name, "count": one.count} for one in facets.companies],
        "stages": dict(facets.stages),
        "lives": dict(facets.lives),
        "types": {codes[id_]: count for id_, count in facets.types.items() if id_ in codes},
        "expires_within_days": ends,
        "tax_key_lacking": facets.lacking,
    }
