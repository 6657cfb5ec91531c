"""Laws of deadlines: the latest start is the last one that meets it, and what is missing is so."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache, cached_property
from pathlib import Path
from typing import Literal

from hypothesis import assume, given, settings
from hypothesis import strategies as st
from packs_at_random import LEVELS, PackAtRandom, inputs, phases_of

from building import pack_from, profile_from
from crmtimeline.engine.estimate import estimate
from crmtimeline.engine.settings import Settings
from crmtimeline.errors import Place
from crmtimeline.files.calendars import load_calendar
from crmtimeline.model.calendar import Calendar, Off
from crmtimeline.model.dated import DeadlineShown
from crmtimeline.model.estimate import Estimate
from crmtimeline.model.pack import RulePack
from crmtimeline.model.profile import Profile

ONE_DAY = timedelta(days=1)
YEARS = range(2022, 2036)
HOLIDAYS = ("spring", "autumn")

starts = st.dates(date(2024, 1, 1), date(2030, 12, 31))
Share = Literal["p50", "p80", "p90"]


@cache
def shipped(name: str) -> Calendar:
    """Return a shipped calendar."""
    return load_calendar(name, Path(), Place("test"))


@dataclass(frozen=True)
class ProjectAtRandom:
    """A pack and a profile with a start, under a calendar; windows are YAML."""

    pack: PackAtRandom
    calendar: Calendar | None
    start: date
    closures: tuple[str, ...]
    freezes: tuple[str, ...]
    trials: int

    @cached_property
    def rules(self) -> RulePack:
        """The pack, loaded."""
        return pack_from(self.pack.text)

    @cached_property
    def profile(self) -> Profile:
        """The profile, checked."""
        lines = [
            self.pack.profile,
            f"start: {self.start}",
            f"closures: [{', '.join(self.closures)}]",
            f"freezes: [{', '.join(self.freezes)}]",
        ]
        return profile_from("\n".join(lines) + "\n", self.rules)

    def estimate(self, deadline: date, start: date | None = None) -> Estimate:
        """Return the estimate with a deadline, from this start or another one."""
        changes = {"deadline": deadline, "start": start or self.start}
        profile = replace(self.profile, keys=self.profile.keys.model_copy(update=changes))
        return estimate(self.rules, profile, Settings("en", "0", self.trials), self.calendar)

    def against(self, deadline: date, start: date | None = None) -> DeadlineShown:
        """Return how it stands with a deadline, from this start or another one."""
        found = self.estimate(deadline, start).deadline
        assert found is not None
        return found


@st.composite
def calendars(draw: st.DrawFn) -> Calendar | None:
    """Return a shipped calendar, none, or one with days off and on that nobody would decree."""
    if draw(st.booleans()):
        name = draw(st.sampled_from(["CN", "TW", "HK", None]))
        return shipped(name) if name else None
    offs = []
    for holiday in HOLIDAYS:
        first, length = draw(st.integers(0, 340)), draw(st.integers(1, 12))
        for year in YEARS:
            begin = date(year, 1, 1) + (first + 11 * year) % 340 * ONE_DAY
            offs.append(Off(begin, begin + (length - 1) * ONE_DAY, holiday))
    weekend = draw(st.sampled_from([{5, 6}, {4, 5}, {6}, {0, 3}]))
    every = draw(st.integers(10, 90))
    some = (date(2022, 1, 1) + n * every * ONE_DAY for n in range(4000 // every))
    return Calendar(
        id="random",
        title={"en": "Random"},
        weekend=frozenset(weekend),
        off=tuple(sorted(offs)),
        worked=frozenset(day for day in some if day.weekday() in weekend),
        holidays={holiday: {"en": holiday} for holiday in HOLIDAYS},
    )


@st.composite
def windows(draw: st.DrawFn, holidays: list[str], start: date, longest: int) -> str:
    """Return what names the days of a window, with days outside it before long."""
    form = draw(st.sampled_from(["once", "yearly", "recurring", *(["around"] if holidays else [])]))
    first = start + draw(st.integers(-200, 300)) * ONE_DAY
    last = first + draw(st.integers(0, longest)) * ONE_DAY
    if form == "once":
        return f"from: {first}, to: {last}"
    if form == "yearly":
        return f"from: {first:%m-%d}, to: {last:%m-%d}"
    few = st.integers(0, 2 if form == "recurring" else 9)
    before, after = draw(few), draw(few)
    if form == "recurring":
        every = draw(st.sampled_from(["month", "quarter"]))
        return f"every: {every}, first_days: {before}, last_days: {after or 1}"
    holiday = draw(st.sampled_from(holidays))
    return f"around: {holiday}, days_before: {before}, days_after: {after}"


@st.composite
def projects(draw: st.DrawFn, trials: int = 500) -> ProjectAtRandom:
    """Return a project of three to five phases, some frozen at times, one perhaps absent."""
    names = [f"p{at}" for at in range(draw(st.integers(3, 5)))]
    reads = draw(st.lists(st.sampled_from(["l1", "n1"]), max_size=2, unique=True))
    phases = draw(phases_of(names, reads))
    asked = ["lx"] if draw(st.booleans()) else []
    if asked:
        phases[draw(st.sampled_from(names))]["when"] = "{reads: lx, is: [hard, usual]}"
    phases["p0"].pop("when", None)
    calendar = draw(calendars())
    holidays = sorted(calendar.holidays) if calendar else []
    start = draw(starts)
    closures = draw(st.lists(windows(holidays, start, 6), max_size=2))
    freezes = []
    for window in draw(st.lists(windows(holidays, start, 90), min_size=1, max_size=3)):
        frozen = draw(st.lists(st.sampled_from(names), min_size=1, unique=True))
        freezes.append(f"{{{window}, phases: [{', '.join(frozen)}]}}")
    answers = {name: draw(st.sampled_from(LEVELS)) for name in reads if name == "l1"}
    return ProjectAtRandom(
        pack=PackAtRandom(
            correlation=draw(st.sampled_from([0, 0.35, 1])),
            spread=draw(st.sampled_from([0, 0.25])),
            inputs={name: draw(inputs(name)) for name in [*reads, *asked]},
            phases=phases,
            modifiers={},
            answers=answers if draw(st.booleans()) else {},
        ),
        calendar=calendar,
        start=start,
        closures=tuple(f"{{{window}}}" for window in closures),
        freezes=tuple(freezes) if draw(st.integers(0, 6)) else (),
        trials=trials,
    )


def check_latest_start(project: ProjectAtRandom, deadline: date, share: Share) -> None:
    """Start on the latest start, which meets the deadline, and a day later, which does not."""
    latest = project.against(deadline).latest_start
    assert latest is not None
    last: date | None = getattr(latest, share)
    assert last is not None
    then = project.estimate(deadline, last)
    assert then.calendar is not None
    assert then.calendar.start == last
    assert then.deadline is not None
    assert then.deadline.probability >= int(share[1:]) / 100
    assert project.against(deadline, last + ONE_DAY).probability < int(share[1:]) / 100


@settings(max_examples=200)
@given(projects(), st.integers(0, 300))
def test_the_latest_start_at_p80_meets_the_deadline_and_the_next_working_day_does_not(
    project: ProjectAtRandom, days: int
) -> None:
    check_latest_start(project, project.start + days * ONE_DAY, "p80")


@settings(max_examples=40)
@given(projects(), st.integers(0, 300), st.sampled_from(["p50", "p90"]))
def test_so_do_those_at_p50_and_p90(project: ProjectAtRandom, days: int, share: Share) -> None:
    check_latest_start(project, project.start + days * ONE_DAY, share)


@settings(max_examples=30)
@given(projects(trials=1999), st.integers(0, 300))
def test_so_it_does_with_a_number_of_trials_that_no_percentile_divides(
    project: ProjectAtRandom, days: int
) -> None:
    check_latest_start(project, project.start + days * ONE_DAY, "p80")


@settings(max_examples=60)
@given(projects(), st.integers(0, 300))
def test_a_later_percentile_must_start_no_later(project: ProjectAtRandom, days: int) -> None:
    found = project.against(project.start + days * ONE_DAY)
    assert found.latest_start is not None
    p50, p80, p90 = vars(found.latest_start).values()
    assert p90 <= p80 <= p50
    missing = found.missing_weeks
    assert missing.p50 <= missing.p80 <= missing.p90


@settings(max_examples=60)
@given(projects(), st.integers(0, 300), st.sampled_from([0, 1, 2, 7, 100]))
def test_a_later_deadline_is_no_less_likely_and_no_sooner_to_start_for(
    project: ProjectAtRandom, days: int, later: int
) -> None:
    deadline = project.start + days * ONE_DAY
    soon, late = (project.against(each) for each in (deadline, deadline + later * ONE_DAY))
    assert soon.probability <= late.probability
    for sooner, then in zip(
        *(vars(each.latest_start).values() for each in (soon, late)), strict=True
    ):
        assert sooner <= then
    for more, less in zip(
        *(vars(each.missing_weeks).values() for each in (soon, late)), strict=True
    ):
        assert more >= less


@settings(max_examples=50)
@given(projects(), st.sampled_from(["p50", "p80", "p90"]), st.integers(-3, 3))
def test_nothing_is_missing_exactly_where_the_finish_date_is_no_later_than_the_deadline(
    project: ProjectAtRandom, share: Share, days: int
) -> None:
    ends = project.estimate(project.start).total.finish_date
    deadline = getattr(ends, share) + days * ONE_DAY
    assume(deadline >= project.start)
    found = project.estimate(deadline)
    assert found.deadline is not None
    for name, missing in vars(found.deadline.missing_weeks).items():
        assert (missing == 0) == (getattr(found.total.finish_date, name) <= deadline)


@settings(max_examples=50)
@given(projects(), st.sampled_from(["p50", "p80", "p90"]), st.integers(-2, 2))
def test_a_deadline_is_as_likely_as_a_percentile_exactly_where_that_one_meets_it(
    project: ProjectAtRandom, share: Share, days: int
) -> None:
    ends = project.estimate(project.start).total.finish_date
    last = getattr(ends, share)
    deadline = last + days * ONE_DAY
    found = project.against(deadline)
    assert (found.probability >= int(share[1:]) / 100) == (last <= deadline)
    assert found.probability == round(found.probability, 3)
