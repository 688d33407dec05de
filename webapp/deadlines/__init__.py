"""期限: what falls due, what a notice would do, reminders, whether the watch holds (MK-16 to MK-23)."""

from webapp.deadlines import calendar, feeds, holidays, reminders, trial, watch
from webapp.deadlines.blueprint import blueprint

__all__ = ["blueprint", "calendar", "feeds", "holidays", "reminders", "trial", "watch"]
