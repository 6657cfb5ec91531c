"""Deadline: how likely the project meets it, what is missing, and when to start at the latest."""

from collections.abc import Callable
from datetime import date
from functools import partial
from math import ceil, floor

import numpy as np

from crmtimeline.engine.dating import Dating, started_later
from crmtimeline.engine.network import FREE, Held, forward
from crmtimeline.engine.results import Spreads, rounded_weeks
from crmtimeline.engine.simulate import Trials
from crmtimeline.engine.statistics import percentiles
from crmtimeline.engine.workdays import DAYS_PER_WEEK, ROUNDING, days_in
from crmtimeline.model.dated import DeadlineShown, Gap, LatestStart, Possible
from crmtimeline.model.plan import Floats, Weeks

SHARES = (50, 80, 90)


def deadline(
    day: date, today: date | None, dating: Dating, trials: Trials, spreads: Spreads
) -> DeadlineShown:
    """Return how the trials meet a deadline; `today` is the day by which a start is past."""
    days = dating.days.through(day)
    ordered = spreads.sorted(trials.schedule.end)
    ends = percentiles(ordered, SHARES)
    latest = None if trials.held.actuals else LatestStart(*_latest(days, dating, trials, spreads))
    possible = None
    if latest is not None and today is not None:
        possible = Possible(*(each is not None and each >= today for each in vars(latest).values()))
    past = possible is not None and not all(vars(possible).values())
    return DeadlineShown(
        date=day,
        weeks=rounded_weeks(max(days, 0) / DAYS_PER_WEEK),
        probability=probability_within(ordered, days),
        missing_weeks=Gap(*(_missing(end, max(days, 0)) for end in ends)),
        latest_start=latest,
        possible=possible,
        today=today if past else None,
    )


def probability_within(ordered: Floats, days: int) -> float:
    """Return the share of sorted trials that end within so many working days, rounded down."""
    met = np.searchsorted(ordered, (days + ROUNDING) / DAYS_PER_WEEK, side="right")
    share = int(met) / len(ordered) if days > 0 else 0.0
    return rounded_down(share)


def rounded_down(share: float) -> float:
    """Return the share of trials that keep a promise: never more than it is."""
    return floor(1000 * share + ROUNDING) / 1000


def _missing(end: float, days: int) -> float:
    """Return the weeks that are missing to an end, rounded up: none only where it is met."""
    return max(ceil(100 * (end - (days + ROUNDING) / DAYS_PER_WEEK)) / 100, 0.0)


def _latest(days: int, dating: Dating, trials: Trials, spreads: Spreads) -> list[date | None]:
    """Return the last working day to start on for each percentile, `days` to the deadline."""
    unheld = spreads.sorted(_end(trials, FREE))
    wanted: list[date | None] = []
    for share in SHARES:
        at = days - max(days_in(percentiles(unheld, [share])[0]), 1)
        if trials.held.constraints:
            at = _last_kept(partial(_kept, trials, days, share), at)
        beyond = dating.days.origin + at < 0
        wanted.append(None if beyond else dating.days.day(at))
    return wanted


def _end(trials: Trials, held: Held) -> Weeks:
    return forward(trials.net, trials.weeks, trials.absent, held).end


def _kept(trials: Trials, days: int, share: int, start: int) -> bool:
    """Whether a start on working day `start` meets the deadline on day `days` at a percentile."""
    end = np.sort(np.atleast_1d(_end(trials, started_later(trials.held, start))))
    return max(days_in(percentiles(end, [share])[0]), 1) <= days - start


def _last_kept(kept: Callable[[int], bool], start: int) -> int:
    """Return the last day up to `start` that is kept; an earlier start never ends later."""
    step, failed = 1, start + 1
    while not kept(start):
        failed, start, step = start, start - step, 2 * step
    while failed - start > 1:
        middle = (start + failed) // 2
        start, failed = (middle, failed) if kept(middle) else (start, middle)
    return start
