"""The REST surface for scripts: bearer tokens, JSON, problem details of RFC 9457; no cookies."""

from webapp.api import (
    contracts,
    documents,
    downloads,
    events,
    guard,
    places,
    problems,
    sending,
    specification,
)
from webapp.api.blueprint import blueprint

guard.install(blueprint)
problems.install(blueprint)

__all__ = ["blueprint", "contracts", "documents", "downloads", "events", "places", "sending", "specification"]
