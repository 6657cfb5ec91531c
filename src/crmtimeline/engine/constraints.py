"""Constraints: what holds an activity back besides its predecessors, freezes and what has happened.

Weeks are from the start of the project, one number or an array over trials.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from crmtimeline.engine.workdays import DAYS_PER_WEEK, ROUNDING
from crmtimeline.model.plan import Floats, Weeks

Positions = NDArray[np.intp]


@dataclass(frozen=True, eq=False, repr=False)
class Constraint:
    """An activity may not start before `earliest` weeks, nor on a frozen working day.

    `thaw` gives for each working day the next one (or itself) that is not frozen, `since` the first
    one of the frozen days around it (or itself); both count as `WorkDays.days` does, and `origin`
    is where day 0 is in them. Empty where nothing is frozen.
    """

    earliest: float = 0.0
    thaw: Positions | None = None
    since: Positions | None = None
    origin: int = 0

    def start(self, weeks: Weeks) -> Weeks:
        """Return when the activity starts that could start at `weeks` but for this."""
        if self.earliest:
            weeks = np.maximum(weeks, self.earliest)
        if self.thaw is None:
            return weeks
        at = self._positions(weeks, self.thaw)
        free = self.thaw.take(at)
        return _as_given(np.where(free > at, (free - self.origin) / DAYS_PER_WEEK, weeks))

    def latest(self, weeks: Weeks) -> Weeks:
        """Return the last moment up to `weeks` at which the activity may start."""
        if self.since is None:
            return weeks
        at = self._positions(weeks, self.since)
        frozen_since = self.since.take(at)
        frozen = self.thaw.take(at) > at if self.thaw is not None else False
        return _as_given(np.where(frozen, (frozen_since - self.origin) / DAYS_PER_WEEK, weeks))

    def _positions(self, weeks: Weeks, days: Positions) -> Positions:
        numbers = np.floor(np.asarray(weeks) * DAYS_PER_WEEK + ROUNDING).astype(np.intp)
        return np.clip(numbers + self.origin, 0, len(days) - 1)


def _as_given(weeks: Floats) -> Weeks:
    """Return one number as a number, and numbers per trial as they are."""
    return weeks if weeks.ndim else float(weeks)
