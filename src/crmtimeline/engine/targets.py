"""Targets: a length or a day as a person says it, in weeks from the start of the project."""

import re
from datetime import date

from crmtimeline.engine.dating import Dating
from crmtimeline.engine.results import WEEKS_PER_MONTH
from crmtimeline.engine.workdays import DAYS_PER_WEEK
from crmtimeline.errors import InputError, Issue, Message, Place
from crmtimeline.model.days import FIRST_DAY, LAST_DAY
from crmtimeline.model.weeks import MOST_WEEKS

_LENGTH = re.compile(r"([0-9]{1,5}(?:\.[0-9]{1,3})?)\s*([wm]?)")
_UNITS = {"": 1.0, "w": 1.0, "m": WEEKS_PER_MONTH}


def target_weeks(text: str, dated: Dating | None, place: Place) -> float:
    """Return the weeks that a text says: 12w, 12, 3m (months), or a day such as 2027-06-30.

    `place` is where it is written. Raises InputError P129 for what says neither, P118 for a day
    without a start to count from.
    """
    match = _LENGTH.fullmatch(text.strip().lower())
    if match and 0 < (weeks := float(match[1]) * _UNITS[match[2]]) <= MOST_WEEKS:
        return weeks
    try:
        day = date.fromisoformat(text.strip())
    except ValueError:
        day = None
    if match or day is None or not FIRST_DAY <= day <= LAST_DAY:
        raise InputError([Issue(Message("P129", {"text": text}), place)])
    if dated is None:
        raise InputError([Issue(Message("P118", {"key": "start"}), place)])
    return max(dated.days.through(day), 0) / DAYS_PER_WEEK
