"""Deadlines as a calendar that other programs subscribe to (RFC 5545), by the `icalendar` package (MK-23)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from icalendar import Alarm, Calendar, Event

PRODUCT = "-//Warifu//Deadlines//JA"
MEDIA_TYPE = "text/calendar"
A_DAY = timedelta(days=1)
WARNED_AHEAD = timedelta(days=-6, hours=-15)
"""Nine in the morning of the seventh day before: an entry of a whole day begins at midnight."""
ASKED_AGAIN = timedelta(hours=6)


@dataclass(frozen=True, slots=True)
class Entry:
    """A whole day; `uid` stays the same while the day moves, `changed_at` is of the contract."""

    uid: str
    day: date
    summary: str
    text: str
    url: str
    changed_at: datetime


def calendar_file(name: str, entries: Iterable[Entry]) -> bytes:
    """Return the calendar; what a title holds is escaped, so that it can be no line of its own.

    No METHOD: it would make this a message, with an organiser and a DTSTAMP of its own (RFC 5546 3.2.1, RFC
    5545 3.8.7.2).
    """
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", name)
    calendar.add("refresh-interval", ASKED_AGAIN, parameters={"VALUE": "DURATION"})
    for entry in entries:
        calendar.add_component(_event(entry))
    return bytes(calendar.to_ical())


def _event(entry: Entry) -> Event:
    event = Event()
    event.add("uid", entry.uid)
    event.add("dtstamp", entry.changed_at)
    event.add("last-modified", entry.changed_at)
    event.add("dtstart", entry.day)
    event.add("dtend", entry.day + A_DAY)
    event.add("summary", entry.summary)
    event.add("description", entry.text)
    event.add("url", entry.url)
    event.add("transp", "TRANSPARENT")
    event.add_component(_alarm(entry))
    return event


def _alarm(entry: Entry) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", entry.summary)
    alarm.add("trigger", WARNED_AHEAD)
    return alarm
