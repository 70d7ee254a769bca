"""Writes a calendar as an iCalendar file (RFC 5545) of all-day events."""

from datetime import UTC, datetime, timedelta

import icalendar

from zhangtu.documents.text import writable
from zhangtu.documents.values import Calendar, Event, Repeat

_PRODUCT = "-//Zhangtu//Plans//ZH"
_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
#: Nine in the morning of the day before, counted from the midnight that ends an event's last day.
_REMIND = timedelta(hours=9) - timedelta(days=2)


def write_calendar(calendar: Calendar, made: datetime) -> bytes:
    """Write a calendar.

    Args:
        calendar: Its events.
        made: The moment stamped on each event; the same values and moment give the same bytes.

    Returns:
        The file: UTF-8, lines folded at 75 octets; its ends are the day after, as the format wants.
    """
    book = icalendar.Calendar()
    book.add("prodid", _PRODUCT)
    book.add("version", "2.0")
    book.add("method", "PUBLISH")
    book.add("x-wr-calname", writable(calendar.name))
    stamp = made.astimezone(UTC) if made.tzinfo is not None else made.replace(tzinfo=UTC)
    for event in calendar.events:
        book.add_component(_event(event, stamp.replace(microsecond=0)))
    return bytes(book.to_ical())


def _event(event: Event, stamp: datetime) -> icalendar.Event:
    """Make one all-day event."""
    entry = icalendar.Event()
    entry.add("uid", event.uid)
    entry.add("dtstamp", stamp)
    entry.add("dtstart", event.start)
    entry.add("dtend", event.end + timedelta(days=1))
    entry.add("summary", writable(event.title))
    if event.description:
        entry.add("description", writable(event.description))
    if event.repeat is not None:
        entry.add("rrule", _rule(event.repeat))
    # Whole days of a deadline do not make anybody busy.
    entry.add("transp", "TRANSPARENT")
    if event.remind:
        alarm = icalendar.Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", writable(event.title))
        alarm.add("trigger", _REMIND, parameters={"RELATED": "END"})
        entry.add_component(alarm)
    return entry


def _rule(repeat: Repeat) -> dict[str, object]:
    """Write how an event repeats in the words of the format."""
    rule: dict[str, object] = {"freq": repeat.step.value}
    if repeat.until is not None:
        rule["until"] = repeat.until
    if repeat.interval > 1:
        rule["interval"] = repeat.interval
    if repeat.days:
        rule["bymonthday"] = list(repeat.days)
    if repeat.weekday is not None:
        rule["byday"] = _WEEKDAYS[repeat.weekday - 1]
    if repeat.last_of_days:
        rule["bysetpos"] = -1
    return rule
