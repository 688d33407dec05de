"""The REST surface for scripts: bearer tokens, JSON, problem details of RFC 9457; no cookies."""

from webapp.api import (
    asking_again,
    boxes,
    bulk_requests,
    changes,
    contracts,
    deadlines,
    documents,
    downloads,
    events,
    guard,
    metadata,
    places,
    problems,
    proposals,
    sending,
    shelf,
    specification,
    types,
)
from webapp.api.blueprint import blueprint

guard.install(blueprint)
problems.install(blueprint)

__all__ = [
    "asking_again",
    "blueprint",
    "boxes",
    "bulk_requests",
    "changes",
    "contracts",
    "deadlines",
    "documents",
    "downloads",
    "events",
    "metadata",
    "places",
    "proposals",
    "sending",
    "shelf",
    "specification",
    "types",
]
