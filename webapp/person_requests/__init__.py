"""本人からの請求: a person asks what is kept of them, or to have it erased (LW-39)."""

from webapp.person_requests import disclosure, erasure, hints, letter, pages, registering
from webapp.person_requests.blueprint import blueprint

__all__ = ["blueprint", "disclosure", "erasure", "hints", "letter", "pages", "registering"]
