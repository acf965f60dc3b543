"""Dates for people to read, the same in every locale."""

from __future__ import annotations

import datetime

from ...records import Time

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
SHORT = 7


def as_date(iso: str | None) -> datetime.date | None:
    """The day that an ISO date names; None where there is none, or none that the calendar has."""
    try:
        return datetime.date.fromisoformat((iso or "")[:10])
    except ValueError:
        return None


def long_day(day: datetime.date) -> str:
    """ "5 Mar 2024" """
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def day_range(first: datetime.date, last: datetime.date) -> str:
    """The days from first to last without saying month or year twice: "5–7 Mar 2024"."""
    if first >= last:
        return long_day(first)
    if first.year != last.year:
        return f"{long_day(first)} – {long_day(last)}"
    if first.month != last.month:
        return f"{first.day} {MONTHS[first.month - 1]} – {long_day(last)}"
    return f"{first.day}–{long_day(last)}"


def told(time: Time | None) -> str:
    """A time for people: its days, shortened where it is a whole month or year; else as the report words it."""
    if time is None:
        return ""
    first, last = as_date(time.earliest), as_date(time.latest)
    if first is None or last is None:
        return time.text
    if time.precision == "year" and first.year == last.year:
        return str(first.year)
    if time.precision == "month" and (first.year, first.month) == (last.year, last.month):
        return f"{MONTHS[first.month - 1]} {first.year}"
    return day_range(first, last)


def event_day(time: Time | None, reported: str | None) -> datetime.date | None:
    """The day under which an event stands: its own where the report fixes it to within a week, else the report's.

    None where the event has a longer or unresolved time that does not hold the report's day.
    """
    day = as_date(reported)
    if time is None:
        return day
    first, last = as_date(time.earliest), as_date(time.latest)
    if first is None or last is None:
        return day
    if (last - first).days < SHORT:
        return first
    return day if day is not None and first <= day <= last else None
