"""Plan course: when phases start and finish at their P50 lengths, in whole working days.

Days are counted from the start of the project; a day is where the morning of its number begins.
What is not a whole day is rounded up, lengths and lags alike. A phase that fewer than half the
trials have keeps its place with no length; as in the trials that lack it, its ties count as
finish-to-start without lag.
"""

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass

from crmtimeline.engine.network import (
    FLOAT_TOLERANCE,
    Held,
    Network,
    Schedule,
    forward,
    total_float,
)
from crmtimeline.engine.results import Spreads, worked
from crmtimeline.engine.simulate import Trials
from crmtimeline.engine.workdays import DAYS_PER_WEEK, days_in
from crmtimeline.model.plan import Actual, Tie, Weeks

IN_MOST = 0.5
"""Share of trials from which a phase has its length in the plan."""


@dataclass(frozen=True, eq=False, repr=False)
class Course:
    """The schedule by position; the ties of `net` have whole days, in weeks as anywhere.

    `held` are those that something besides their ties keeps from starting sooner.
    """

    net: Network
    actuals: Mapping[int, Actual]
    start: tuple[int, ...]
    finish: tuple[int, ...]
    floats: tuple[int, ...]
    held: frozenset[int]

    @property
    def opening(self) -> frozenset[int]:
        """Those that begin in the morning; what has no length may lie at the end of a day."""
        found: set[int] = set()
        for at in self.net.order:
            if self.start[at] < self.finish[at] or self._opens(at, found):
                found.add(at)
        return frozenset(found)

    def _opens(self, at: int, opening: Container[int]) -> bool:
        if self.start[at] == 0 or at in self.held:
            return True
        ties = self.net.ties[at]
        return at not in self.actuals and any(self._to_morning(at, tie, opening) for tie in ties)

    def _to_morning(self, at: int, tie: Tie, opening: Container[int]) -> bool:
        """Whether a tie has what has no length begin in the morning.

        Work ends in the evening and begins in the morning; days go forward to an evening and back
        to a morning.
        """
        lag, begins, ends = lag_days(tie), self.start[tie.source], self.finish[tie.source]
        since = ends if tie.kind in ("FS", "FF") else begins
        if since + lag != self.start[at] or lag > 0:
            return False
        return lag < 0 or (since == begins and tie.source in opening)


def course(simulated: Trials, shares: Sequence[float], spreads: Spreads) -> Course:
    """Return the course of phases that happen in these shares of the trials."""
    out = [share < IN_MOST for share in shares]
    lengths = [
        0 if out[at] else days_in(spreads.exact(worked(simulated, at), absent)[1])
        for at, absent in enumerate(simulated.absent)
    ]
    ties = tuple(
        tuple(_whole(tie, lengths[tie.source], out[tie.source] or out[at]) for tie in each)
        for at, each in enumerate(simulated.net.ties)
    )
    net, held = Network(ties, simulated.net.order, simulated.net.last), simulated.held
    schedule = forward(net, [days / DAYS_PER_WEEK for days in lengths], out, held)
    return Course(
        net=net,
        actuals=held.actuals,
        start=_in_days(schedule.start),
        finish=_in_days(schedule.finish),
        floats=_in_days(total_float(net, schedule, held)),
        held=frozenset(_held_back(net, schedule, held)),
    )


def lag_days(tie: Tie) -> int:
    """Return the lag of a tie of a course."""
    return round(DAYS_PER_WEEK * tie.lag_weeks)


def _whole(tie: Tie, days: int, without: bool) -> Tie:
    """Return a tie with its lag in whole days, after a predecessor of so many."""
    if without:
        return Tie(tie.source, "FS", 0.0, 0.0)
    lag = days_in(tie.lag_weeks + tie.lag_share * days / DAYS_PER_WEEK)
    return Tie(tie.source, tie.kind, lag / DAYS_PER_WEEK, 0.0)


def _in_days(weeks: Sequence[Weeks]) -> tuple[int, ...]:
    return tuple(round(DAYS_PER_WEEK * float(each)) for each in weeks)


def _held_back(net: Network, schedule: Schedule, held: Held) -> Iterator[int]:
    driven = {
        slack.target
        for slack in schedule.slacks
        if slack.weeks is None or float(slack.weeks) <= FLOAT_TOLERANCE
    }
    for at, ties in enumerate(net.ties):
        waits = bool(ties) or schedule.start[at] > 0
        if waits and at not in driven and at not in held.actuals:
            yield at
