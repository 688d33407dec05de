"""横断閲覧: an organisation lets auditors of another one look; they read, and nothing else (MK-81)."""

from webapp.overview import case, downloads, grants, organizations
from webapp.overview.blueprint import blueprint

__all__ = ["blueprint", "case", "downloads", "grants", "organizations"]
