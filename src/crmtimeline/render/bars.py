"""Bars: where phases, the whole and marks lie on the axis of a chart, in weeks or in days.

With dates, positions are days of the calendar from the start of the first day; else weeks of work.
"""

from datetime import date
from typing import NamedTuple

from crmtimeline.model.estimate import IN_MOST, Estimate, PhaseEstimate
from crmtimeline.model.figures import Dates, Spread


class Bar(NamedTuple):
    """Where a bar begins, its ends at P50, P80 and P90, and the work done.

    What has been worked reaches up to `worked`, 0 where nothing has.
    """

    start: float
    ends: tuple[float, float, float]
    worked: float = 0.0


class Bars(NamedTuple):
    """The bars of an estimate."""

    estimate: Estimate

    def phase(self, phase: PhaseEstimate) -> Bar:
        """Return the bar of a phase, from its median start."""
        ends = self.ends(phase.finish, phase.finish_date)
        if phase.start_date is None:
            return Bar(phase.start.p50, ends)
        progress = self.estimate.progress
        status = {each.id: each.status for each in progress.phases}[phase.id] if progress else None
        worked = {"done": ends[0], "running": self.now}.get(status or "")
        return Bar(self.end(phase.start_date.p50) - 1, ends, worked or 0)

    def whole(self) -> Bar:
        """Return the bar of the whole project."""
        total = self.estimate.total
        ends = self.ends(total.weeks, total.finish_date)
        return Bar(0, ends, min(self.now or 0, ends[-1]))

    def ends(self, weeks: Spread, dates: Dates | None) -> tuple[float, float, float]:
        """Return the positions of P50, P80 and P90."""
        if dates is None:
            return weeks.p50, weeks.p80, weeks.p90
        return self.end(dates.p50), self.end(dates.p80), self.end(dates.p90)

    def end(self, day: date) -> int:
        """Return the position of the end of a day."""
        calendar = self.estimate.calendar
        return (day - calendar.start).days + 1 if calendar else 0

    @property
    def now(self) -> float | None:
        """The end of the last day that is known; None where nothing has happened."""
        progress = self.estimate.progress
        return self.end(progress.as_of) if progress else None

    @property
    def deadline(self) -> float | None:
        """The end of the deadline; None without one, or without dates."""
        deadline = self.estimate.deadline
        return self.end(deadline.date) if deadline and self.estimate.calendar else None

    @property
    def last(self) -> float:
        """The end of all bars; phases that are rare do not count."""
        usual = (each for each in self.estimate.phases if each.in_scope >= IN_MOST)
        ends = (self.phase(phase).ends[-1] for phase in usual)
        return max(self.whole().ends[-1], self.now or 0, *ends, 0.0)


def is_critical(phase: PhaseEstimate) -> bool:
    """Whether a phase is marked as critical."""
    return phase.criticality_index >= IN_MOST
