"""Results: what leaves the engine, percentiles and shares of the trials, rounded.

Weeks are rounded to 0.01, shares to 0.001 and factors to 6 digits, which also hides the last bits
in which processors differ. A number to be quoted is rounded up to whole weeks.
"""

from collections.abc import Iterator, Sequence
from math import ceil

import numpy as np

from crmtimeline.engine.dating import Dating
from crmtimeline.engine.draws import Floats
from crmtimeline.engine.network import FLOAT_TOLERANCE
from crmtimeline.engine.simulate import Scenarios, Trials
from crmtimeline.engine.statistics import percentiles
from crmtimeline.model.estimate import CurvePoint, PhaseEstimate, Total, TraceStep
from crmtimeline.model.figures import Dates, Quote, Range, Spread, TotalSpread
from crmtimeline.model.plan import Absent, Activity, Step, Triple, Weeks

WEEKS_PER_MONTH = 52 / 12

PHASE_SHARES = (10, 50, 80, 90)
TOTAL_SHARES = (10, 50, 80, 90, 95)
CURVE_SHARES = (1, *range(5, 100, 5), 99)


class Spreads:
    """Takes percentiles of arrays over trials, sorting each array once.

    A chain of phases shares arrays: one's finish is the next one's start.
    """

    def __init__(self, trials: int) -> None:
        self.trials = trials
        self._sorted: dict[tuple[int, int], Floats] = {}
        self._arrays: list[object] = []  # one that is gone could hand its id to another

    def of(self, weeks: Weeks, absent: Absent = False) -> Spread:
        """Return percentiles over the trials in which a phase is in scope, rounded."""
        return Spread(*map(rounded_weeks, self.exact(weeks, absent)))

    def exact(self, weeks: Weeks, absent: Absent = False) -> list[float]:
        """Return the same as the engine has them."""
        if not isinstance(weeks, np.ndarray):
            return [float(weeks)] * len(PHASE_SHARES)
        ordered = self.sorted(weeks) if absent is False else self._present(weeks, absent)
        return percentiles(ordered, PHASE_SHARES) if len(ordered) else [0.0] * len(PHASE_SHARES)

    def sorted(self, weeks: Weeks) -> Floats:
        """Return the array sorted; a number counts as that number in every trial."""
        if not isinstance(weeks, np.ndarray):
            return np.full(self.trials, weeks)
        return self._present(weeks, False)

    def _present(self, weeks: Floats, absent: Absent) -> Floats:
        key = (id(weeks), id(absent))
        if key not in self._sorted:
            self._arrays += [weeks, absent]
            self._sorted[key] = np.sort(weeks if absent is False else weeks[~absent])
        return self._sorted[key]


def total(spreads: Spreads, simulated: Trials, scenario: Scenarios, dated: Dating | None) -> Total:
    """Return the length of the whole, in weeks, months and whole weeks to quote, and its end."""
    weeks = percentiles(spreads.sorted(simulated.schedule.end), TOTAL_SHARES)
    rounded = TotalSpread(*map(rounded_weeks, weeks))
    return Total(
        weeks=rounded,
        months=TotalSpread(*map(_months, weeks)),
        scenario=rounded_range(scenario.ends),
        scenario_months=Range(*map(_months, scenario.ends)),
        quote=quote(rounded),
        finish_date=dated.ends(weeks) if dated else None,
    )


def curve(spreads: Spreads, simulated: Trials, dated: Dating | None) -> tuple[CurvePoint, ...]:
    """Return how likely the whole is done by when: an S-curve at every fifth percentile."""
    weeks = percentiles(spreads.sorted(simulated.schedule.end), CURVE_SHARES)
    return tuple(
        CurvePoint(share / 100, rounded_weeks(each), dated.days.last_day(each) if dated else None)
        for share, each in zip(CURVE_SHARES, weeks, strict=True)
    )


def quote(weeks: Spread) -> Quote:
    """Return rounded percentiles as whole weeks to quote, rounded up."""
    return Quote(ceil(weeks.p50), ceil(weeks.p80), ceil(weeks.p90))


def phases(
    spreads: Spreads,
    activities: Sequence[Activity],
    simulated: Trials,
    scenario: Scenarios,
    dated: Dating | None,
) -> tuple[PhaseEstimate, ...]:
    """Return every phase in scope with its range, its simulated spreads and its trace."""
    return tuple(
        _phase(spreads, (at, activity), simulated, scenario, dated)
        for at, activity in enumerate(activities)
    )


def _phase(
    spreads: Spreads,
    placed: tuple[int, Activity],
    simulated: Trials,
    scenario: Scenarios,
    dated: Dating | None,
) -> PhaseEstimate:
    at, activity = placed
    schedule, absent = simulated.schedule, simulated.absent[at]
    start, finish = schedule.start[at], schedule.finish[at]
    share = round(1 - _share(absent), 3)
    exact = spreads.exact(start, absent), spreads.exact(finish, absent)
    begins, ends = _days(dated, exact, activity, simulated) if dated and share else (None, None)
    return PhaseEstimate(
        id=activity.id,
        title=activity.title,
        weeks=rounded_range(activity.weeks),
        duration=spreads.of(worked(simulated, at), absent),
        start=Spread(*map(rounded_weeks, exact[0])),
        finish=Spread(*map(rounded_weeks, exact[1])),
        start_date=begins,
        finish_date=ends,
        in_scope=share,
        in_scenario=activity.in_scenario,
        criticality_index=criticality_index(simulated, at),
        total_float_weeks=(
            None
            if _done(at, simulated) or not activity.in_scenario
            else rounded_weeks(scenario.floats[at])
        ),
        gate=activity.is_gate,
        trace=tuple(_trace(activity.trace)),
        cite=activity.cite,
    )


def _days(
    dated: Dating, weeks: tuple[list[float], list[float]], activity: Activity, simulated: Trials
) -> tuple[Dates, Dates]:
    """Return the first and last days worked of an activity that starts and finishes at these weeks.

    A gate is on one day: that on which what comes before it ends, or the one it has to wait for.
    """
    starts, finishes = weeks
    if not activity.is_gate:
        return dated.first_days(starts), dated.last_days(finishes)
    constraint = simulated.held.constraints.get(simulated.positions[activity.id])
    waits = constraint is not None and constraint.thaw is not None
    day = dated.first_days(finishes) if waits else dated.last_days(finishes)
    return day, day


def worked(simulated: Trials, at: int) -> Weeks:
    """Return the weeks of an activity; one that has begun can be held back from its finish."""
    schedule = simulated.schedule
    begun = at in simulated.held.actuals
    return schedule.finish[at] - schedule.start[at] if begun else simulated.weeks[at]


def passed_in_silence(at: int, simulated: Trials) -> bool:
    """Whether a gate was passed though nobody reported it: all that comes before it is done."""
    actuals = simulated.held.actuals
    before = [actuals.get(tie.source) for tie in simulated.net.ties[at]]
    known = all(each is not None and each.finished is not None for each in before)
    return bool(before) and known and not np.any(simulated.weeks[at])


def criticality_index(simulated: Trials, at: int) -> float:
    """Return in which share of trials a phase has no float, rounded; never where out of scope."""
    if _done(at, simulated):
        return 0.0
    critical, absent = simulated.floats[at] <= FLOAT_TOLERANCE, simulated.absent[at]
    return _share(critical if absent is False else critical & ~np.asarray(absent))


def _done(at: int, simulated: Trials) -> bool:
    """Whether an activity is finished, as reported or in silence."""
    actual = simulated.held.actuals.get(at)
    return (actual is not None and actual.finished is not None) or passed_in_silence(at, simulated)


def _share(holds: Absent | np.bool_) -> float:
    """Return in which share of trials something holds, rounded."""
    if isinstance(holds, np.ndarray):
        count = int(np.count_nonzero(holds))  # numpy rounds its own numbers in its own way
        return round(count / len(holds), 3)
    return float(holds)


def rounded_range(weeks: Triple) -> Range:
    """Return a range as it leaves the engine."""
    return Range(*map(rounded_weeks, weeks))


def _trace(steps: Sequence[Step]) -> Iterator[TraceStep]:
    """Yield the steps rounded; each begins with the very range that ended the one before it."""
    before: Range | None = None
    for step in steps:
        after = rounded_range(step.after)
        factor: float | Range | None = None
        if step.factor is not None:
            low, likely, high = (round(each, 6) for each in step.factor)
            factor = low if low == likely == high else Range(low, likely, high)
        yield TraceStep(
            step=step.step,
            after=after,
            place=step.place,
            cite=step.cite,
            title=step.title,
            weeks=None if step.weeks is None else after,
            factor=factor,
            strength=step.strength,
            before=before,
            input=step.input,
            input_title=step.input_title,
            value=step.value,
            shown=step.shown,
            assumed=step.assumed,
        )
        before = after


def rounded_weeks(weeks: Weeks) -> float:
    """Return weeks as they leave the engine."""
    return round(float(weeks), 2) + 0.0  # no -0.0


def _months(weeks: float) -> float:
    return rounded_weeks(weeks / WEEKS_PER_MONTH)
