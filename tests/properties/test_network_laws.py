"""Laws of any network, against forward and backward passes written here from the definitions."""

from typing import NamedTuple

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from crmtimeline.engine.network import Schedule, forward, network, total_float
from crmtimeline.model.plan import Tie

lengths = st.integers(0, 40).map(lambda number: number / 4)


class Case(NamedTuple):
    """Ties of each activity on earlier ones, in the order of time, and its weeks."""

    ties: list[tuple[Tie, ...]]
    weeks: list[float]

    def solve(self, weeks: list[float] | None = None) -> tuple[Schedule, list[float]]:
        """Return the engine's schedule and floats."""
        net = network(self.ties)
        early = forward(net, weeks or self.weeks, [False] * len(self.ties))
        return early, [float(each) for each in total_float(net, early)]


@st.composite
def cases(draw: st.DrawFn, *, plain: bool) -> Case:
    """Return a network; a plain one has finish-to-start ties without lag only."""
    count = draw(st.integers(1, 7))
    ties: list[tuple[Tie, ...]] = []
    for at in range(count):
        sources = draw(st.lists(st.integers(0, at - 1), max_size=3, unique=plain)) if at else []
        ties.append(
            tuple(
                Tie(source, "FS", 0.0, 0.0)
                if plain
                else Tie(
                    source,
                    draw(st.sampled_from(["FS", "SS", "FF", "SF"])),
                    draw(st.integers(-16, 16)) / 4,
                    draw(st.sampled_from([0.0, 0.0, 0.5, -0.25, 1.0])),
                )
                for source in sources
            )
        )
    return Case(ties, draw(st.lists(lengths, min_size=count, max_size=count)))


def lag(tie: Tie, weeks: list[float]) -> float:
    return tie.lag_weeks + tie.lag_share * weeks[tie.source]


def starts(case: Case, held: tuple[int, float] = (-1, 0.0)) -> list[float]:
    """Return the earliest starts, one activity held back to a start."""
    weeks, found = case.weeks, [0.0] * len(case.ties)
    for at, ties in enumerate(case.ties):
        earliest = held[1] if at == held[0] else 0.0
        for tie in ties:
            begin = found[tie.source]
            if tie.kind in ("FS", "FF"):
                begin += weeks[tie.source]
            begin += lag(tie, weeks)
            if tie.kind in ("FF", "SF"):
                begin -= weeks[at]
            earliest = max(earliest, begin)
        found[at] = earliest
    return found


def end_of(case: Case, found: list[float]) -> float:
    return max(start + weeks for start, weeks in zip(found, case.weeks, strict=True))


def late_starts(case: Case, end: float) -> list[float]:
    """Return the latest starts that let the whole end at `end`, by the classic backward pass."""
    weeks = case.weeks
    latest = [end - each for each in weeks]
    for at in reversed(range(len(case.ties))):
        for tie in case.ties[at]:
            limit = latest[at] - lag(tie, weeks)
            if tie.kind in ("FF", "SF"):
                limit += weeks[at]
            if tie.kind in ("FS", "FF"):
                limit -= weeks[tie.source]
            latest[tie.source] = min(latest[tie.source], limit)
    return latest


@given(cases(plain=False))
def test_the_schedule_is_the_earliest_that_all_ties_allow(case: Case) -> None:
    early, _ = case.solve()
    assert [float(each) for each in early.start] == pytest.approx(starts(case))
    assert float(early.end) == pytest.approx(end_of(case, starts(case)))


@given(cases(plain=False))
def test_total_float_is_late_start_less_early_start(case: Case) -> None:
    _, floats = case.solve()
    found = starts(case)
    latest = late_starts(case, end_of(case, found))
    expected = [late - early for late, early in zip(latest, found, strict=True)]
    assert floats == pytest.approx(expected, abs=1e-9)


@given(cases(plain=False), st.data())
def test_an_activity_can_slip_by_its_float_and_no_further(case: Case, data: st.DataObject) -> None:
    _, floats = case.solve()
    at = data.draw(st.integers(0, len(case.ties) - 1))
    found = starts(case)
    end = end_of(case, found)
    as_late = starts(case, (at, found[at] + floats[at]))
    too_late = starts(case, (at, found[at] + floats[at] + 0.125))
    assert end_of(case, as_late) == pytest.approx(end)
    assert end_of(case, too_late) == pytest.approx(end + 0.125)


@given(cases(plain=False))
def test_some_activity_has_no_float(case: Case) -> None:
    _, floats = case.solve()
    assert min(floats) == pytest.approx(0, abs=1e-9)


@given(cases(plain=True))
def test_the_weeks_of_the_critical_path_sum_to_the_end(case: Case) -> None:
    early, floats = case.solve()
    critical = [value <= 1e-9 for value in floats]

    def longest(at: int) -> float:
        """Return the length of the longest chain of critical activities that ends here."""
        before = [longest(tie.source) for tie in case.ties[at] if critical[tie.source]]
        return max(before, default=0.0) + case.weeks[at]

    paths = [longest(at) for at in range(len(case.ties)) if critical[at]]
    assert max(paths) == pytest.approx(float(early.end))


@given(cases(plain=True), st.data())
def test_longer_phases_never_finish_the_project_earlier(case: Case, data: st.DataObject) -> None:
    more = data.draw(st.lists(lengths, min_size=len(case.weeks), max_size=len(case.weeks)))
    longer = [weeks + add for weeks, add in zip(case.weeks, more, strict=True)]
    assert case.solve(longer)[0].end >= case.solve()[0].end


@given(cases(plain=True), st.data())
def test_a_phase_that_takes_longer_by_its_float_moves_nothing(
    case: Case, data: st.DataObject
) -> None:
    early, floats = case.solve()
    at = data.draw(st.integers(0, len(case.weeks) - 1))
    longer = list(case.weeks)
    longer[at] += floats[at]
    assert float(case.solve(longer)[0].end) == pytest.approx(float(early.end))
    longer[at] += 0.5
    assert float(case.solve(longer)[0].end) == pytest.approx(float(early.end) + 0.5)


@given(cases(plain=False), st.data())
def test_all_trials_at_once_are_the_trials_one_by_one(case: Case, data: st.DataObject) -> None:
    count = len(case.weeks)
    trials = data.draw(
        st.lists(st.lists(lengths, min_size=count, max_size=count), min_size=1, max_size=3)
    )
    net = network(case.ties)
    columns = [np.array(column) for column in zip(*trials, strict=True)]
    together = forward(net, columns, [False] * count)
    floats = total_float(net, together)
    for trial, weeks in enumerate(trials):
        alone, alone_floats = Case(case.ties, weeks).solve()
        assert np.broadcast_to(together.end, len(trials))[trial] == float(alone.end)
        found = [float(np.broadcast_to(each, len(trials))[trial]) for each in floats]
        assert found == pytest.approx(alone_floats, abs=1e-9)
