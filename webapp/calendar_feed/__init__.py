"""カレンダー配信: what a calendar program gets that asks a secret address, and nothing else (MK-23)."""

from webapp.calendar_feed import feed
from webapp.calendar_feed.blueprint import blueprint

__all__ = ["blueprint", "feed"]
