"""Targets: a length or a day that somebody names, in weeks up to which the whole keeps it."""

from datetime import date

from crmtimeline.engine.dating import Dating
from crmtimeline.engine.workdays import DAYS_PER_WEEK, ROUNDING
from crmtimeline.errors import InputError, Issue, Message, Place
from crmtimeline.model.claim import Claimed


def limit(claimed: Claimed, dated: Dating | None, place: Place) -> float:
    """Return a claim in weeks, up to which trials are within it; none is on no working day.

    `place` is where it is written. Raises InputError P118 for a day without a start, P124 for one
    before it.
    """
    day = claimed.limit
    if not isinstance(day, date):
        return day + ROUNDING / DAYS_PER_WEEK
    if dated is None:
        raise InputError([Issue(Message("P118", {"key": "start"}), place)])
    if day < dated.start:
        values = {"first": "start", "begins": dated.start.isoformat()}
        values |= {"last": place.file, "ends": day.isoformat()}
        raise InputError([Issue(Message("P124", values), place)])
    days = dated.days.through(day)
    return (days + ROUNDING if days > 0 else -ROUNDING) / DAYS_PER_WEEK
