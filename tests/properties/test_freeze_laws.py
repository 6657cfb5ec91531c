"""Laws of freezes, in every trial, against working days and schedules that are counted here."""

from dataclasses import replace
from datetime import date, timedelta
from functools import cached_property
from itertools import groupby
from typing import Any

import numpy as np
from hypothesis import given, settings
from numpy.typing import NDArray
from test_deadline_laws import ProjectAtRandom, projects

from building import run_of
from crmtimeline.engine.dating import dating
from crmtimeline.engine.estimate import common_causes, estimate
from crmtimeline.engine.outlook import Outlook, Project
from crmtimeline.engine.settings import Settings
from crmtimeline.model.calendar import WEEKDAYS_ONLY, Calendar
from crmtimeline.model.days import Window, YearDay

ONE_DAY = timedelta(days=1)
A_MOMENT = 1e-6
ROUNDING = 1e-9
MOST_DAYS = 4000
"""Days that are looked at one by one: the projects here are over by then."""

Floats = NDArray[np.float64]


def named(window: Window, calendar: Calendar, worked: list[date]) -> set[date]:
    """Return which of the working days a window names, by its definition."""
    if window.every:
        months = 1 if window.every == "month" else 3
        found: set[date] = set()
        for _, group in groupby(worked, key=lambda day: (day.year, (day.month - 1) // months)):
            days = list(group)
            found |= {*days[: window.first_days], *days[len(days) - window.last_days :]}
        return found
    if window.around:
        found = set()
        for off in calendar.off:
            if off.holiday == window.around and worked[0] < off.first < worked[-1]:
                before = [day for day in worked if day < off.first]
                after = [day for day in worked if day > off.last]
                found |= {*before[len(before) - window.days_before :], *after[: window.days_after]}
                found |= {day for day in worked if off.first <= day <= off.last}
        return found
    first, last = window.first, window.last or window.first
    if isinstance(first, YearDay) and isinstance(last, YearDay):
        return {day for day in worked if within(day, first, last)}
    assert isinstance(first, date)
    assert isinstance(last, date)
    return {day for day in worked if first <= day <= last}


def within(day: date, first: YearDay, last: YearDay) -> bool:
    """Whether a day is between two days of the year; 29 February is the 28th where need be."""
    leap = day.year % 4 == 0
    begin, end = ((m, 28) if (m, d) == (2, 29) and not leap else (m, d) for m, d in (first, last))
    at = (day.month, day.day)
    return begin <= at <= end if first <= last else at >= begin or at <= end


class Counted:
    """A project's working days from its start on, day by day, and its trials by the engine."""

    def __init__(self, project: ProjectAtRandom) -> None:
        keys, pack = project.profile.keys, project.rules.pack
        self.calendar = project.calendar or WEEKDAYS_ONLY
        first = project.start - 400 * ONE_DAY
        span = (first + n * ONE_DAY for n in range(MOST_DAYS))
        worked = [day for day in span if self.works(day)]
        closed = {day for window in keys.closures for day in named(window, self.calendar, worked)}
        self.worked = [day for day in worked if day not in closed]
        self.days = [day for day in self.worked if day >= project.start]
        self.freezes = [(each, each.phases or []) for each in keys.freezes]
        settings = Settings("en", "0", project.trials)
        engine = Project(project.rules, project.profile, settings, common_causes(pack))
        frozen = [(window, tuple(phases)) for window, phases in self.freezes]
        self.outlook: Outlook = engine.plan(
            dating(project.start, project.calendar, keys.closures, frozen)
        )
        self.trials = project.trials

    @cached_property
    def off(self) -> set[date]:
        """The calendar's days off one by one."""
        return {
            off.first + n * ONE_DAY
            for off in self.calendar.off
            for n in range((off.last - off.first).days + 1)
        }

    def works(self, day: date) -> bool:
        """Whether the calendar works on a day."""
        if day in self.calendar.worked:
            return True
        return day.weekday() not in self.calendar.weekend and day not in self.off

    def frozen(self, phase: str) -> set[date]:
        """Return the working days on which a phase may not start."""
        mine = [window for window, phases in self.freezes if phase in phases]
        return {day for window in mine for day in named(window, self.calendar, self.worked)}

    def thawed(self, phase: str, natural: Floats) -> Floats:
        """Return when a phase starts that could start at `natural` but for its freezes."""
        frozen = self.frozen(phase)
        free = list(range(len(self.days)))
        for at in reversed(range(len(self.days) - 1)):
            if self.days[at] in frozen:
                free[at] = free[at + 1]
        begun = np.floor(5 * natural + ROUNDING).astype(int)
        moved = np.array(free)[begun]
        return np.where(moved > begun, moved / 5, natural)

    def everywhere(self, value: Any) -> Any:
        """Return a number per trial, also where the engine holds one for all."""
        return np.broadcast_to(value, self.trials)

    def absent(self, at: int) -> Any:
        """Return in which trials a phase is out of scope."""
        return self.everywhere(self.outlook.simulated.absent[at])

    def start(self, at: int) -> Floats:
        """Return the engine's start of a phase."""
        return np.array(self.everywhere(self.outlook.simulated.schedule.start[at]))

    def natural(self, at: int, starts: dict[int, Floats]) -> Floats:
        """Return the earliest start that the predecessors of a phase allow."""
        weeks = [self.everywhere(each) for each in self.outlook.simulated.weeks]
        earliest = np.zeros(self.trials)
        for tie in self.outlook.activities[at].ties:
            source = tie.source
            bound = starts[source] + (weeks[source] if tie.kind in ("FS", "FF") else 0)
            bound = bound + tie.lag_weeks + tie.lag_share * weeks[source]
            bound = bound - (weeks[at] if tie.kind in ("FF", "SF") else 0)
            plain = self.absent(source) | self.absent(at)
            bound = np.where(plain, starts[source] + weeks[source], bound)
            earliest = np.maximum(earliest, bound)
        return earliest

    def starts(self, slipping: int = -1, slip: Floats | float = 0.0) -> dict[int, Floats]:
        """Return the starts of all phases, one of them slipping from its own."""
        starts: dict[int, Floats] = {}
        for at in self.outlook.simulated.net.order:
            natural = self.natural(at, starts)
            thawed = self.thawed(self.outlook.activities[at].id, natural)
            starts[at] = np.where(self.absent(at), natural, thawed)
            if at == slipping:
                slipped = self.thawed(self.outlook.activities[at].id, starts[at] + slip)
                starts[at] = np.where(self.absent(at), starts[at], slipped)
        return starts

    def end(self, starts: dict[int, Floats]) -> Floats:
        """Return when the last phase ends."""
        weeks = self.outlook.simulated.weeks
        ends = [start + self.everywhere(weeks[at]) for at, start in starts.items()]
        return np.array(np.maximum.reduce(ends))


@given(projects())
def test_no_phase_ever_starts_on_a_day_of_its_freezes(project: ProjectAtRandom) -> None:
    counted = Counted(project)
    for phase, at in counted.outlook.simulated.positions.items():
        frozen = counted.frozen(phase)
        here = counted.start(at)[~counted.absent(at)]
        begun = np.floor(5 * here + ROUNDING).astype(int)
        assert not frozen & {counted.days[number] for number in begun}


@given(projects())
def test_a_phase_starts_when_its_predecessors_allow_or_on_the_first_day_not_frozen_after(
    project: ProjectAtRandom,
) -> None:
    counted = Counted(project)
    expected = counted.starts()
    for at, start in expected.items():
        assert np.abs(counted.start(at) - start).max() < ROUNDING
    end = counted.everywhere(counted.outlook.simulated.schedule.end)
    assert np.abs(end - counted.end(expected)).max() < ROUNDING


@settings(max_examples=50)
@given(projects())
def test_freezes_never_let_a_phase_start_earlier(project: ProjectAtRandom) -> None:
    free, frozen = Counted(replace(project, freezes=())), Counted(project)
    for at in free.outlook.simulated.net.order:
        assert (frozen.start(at) >= free.start(at) - ROUNDING).all()


@settings(max_examples=50)
@given(projects())
def test_without_freezes_weeks_are_the_same_under_any_calendar_and_without(
    project: ProjectAtRandom,
) -> None:
    dated = Counted(replace(project, freezes=())).outlook.simulated
    free = run_of(project.pack.text, project.pack.profile, trials=project.trials).trials
    for here, there in (
        (dated.schedule.start, free.schedule.start),
        (dated.schedule.finish, free.schedule.finish),
        (dated.floats, free.floats),
        ([dated.schedule.end], [free.schedule.end]),
    ):
        assert all(np.array_equal(*pair) for pair in zip(here, there, strict=True))


@settings(max_examples=60)
@given(projects())
def test_a_phase_can_slip_by_its_float_and_no_further(project: ProjectAtRandom) -> None:
    counted = Counted(project)
    end = counted.end(counted.starts()) + ROUNDING
    for at in counted.outlook.simulated.net.order:
        own = counted.everywhere(counted.outlook.simulated.floats[at])
        here = ~counted.absent(at)
        assert (own >= 0).all()
        as_late = counted.end(counted.starts(at, np.maximum(own - A_MOMENT, 0)))
        too_late = counted.end(counted.starts(at, own + A_MOMENT))
        assert (as_late <= end)[here].all()
        assert (too_late > end)[here].all()


@settings(max_examples=30)
@given(projects())
def test_freezes_that_no_phase_meets_change_no_figure(project: ProjectAtRandom) -> None:
    past = "{from: 2001-01-01, to: 2001-12-31, phases: [p0, p1, p2]}"
    figures = [
        estimate(each.rules, each.profile, Settings("en", "0", 500), each.calendar).total
        for each in (replace(project, freezes=()), replace(project, freezes=(past,)))
    ]
    assert figures[0] == figures[1]
