"""Laws of bounds: no project between two ends leaves them, whatever ties and holds it."""

from typing import NamedTuple

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_network_laws import cases, lengths

from crmtimeline.engine.bounds import end_bound, longer_is_later
from crmtimeline.engine.constraints import Constraint
from crmtimeline.engine.draws import Floats
from crmtimeline.engine.network import Held, Network, forward, network
from crmtimeline.model.plan import Absent, Actual, Tie

DAYS = 200


class Between(NamedTuple):
    """A network with the shortest and the longest lengths of its activities, per trial."""

    net: Network
    short: list[Floats]
    long: list[Floats]
    absent: list[Absent]
    held: Held

    def end(self, weeks: list[Floats]) -> Floats:
        """Return the end of the project with these lengths in each trial."""
        return np.asarray(forward(self.net, weeks, self.absent, self.held).end)

    def bound(self, *, upper: bool) -> Floats:
        """Return the bound on the end in each trial."""
        weeks, others = (self.long, self.short) if upper else (self.short, self.long)
        return np.asarray(end_bound(self.net, weeks, others, self.absent, self.held))


def freeze(frozen: list[bool], earliest: float) -> Constraint:
    """Return the constraint of an activity that may not start on some of the first days."""
    days = [*frozen, *[False] * (DAYS - len(frozen))]
    thaw = [next(at for at in range(day, DAYS) if not days[at]) for day in range(DAYS)]
    return Constraint(earliest, np.array(thaw))


@st.composite
def projects(draw: st.DrawFn) -> Between:
    """Return a network of any ties in four trials, with freezes, and phases that have begun."""
    ties = draw(cases(plain=draw(st.booleans()))).ties
    four = st.lists(lengths, min_size=4, max_size=4).map(np.array)
    some = st.lists(st.booleans(), min_size=4, max_size=4).map(np.array)
    out: list[Absent] = [draw(st.one_of(st.just(False), some)) for _ in ties]
    kinds = [draw(st.sampled_from(["free", "free", "frozen", "begun", "done"])) for _ in ties]
    frozen = st.lists(st.booleans(), max_size=60)
    constraints = {
        at: freeze(draw(frozen), draw(lengths)) for at, kind in enumerate(kinds) if kind == "frozen"
    }
    actuals = {
        at: Actual(begun := draw(lengths), 0.0, begun + 1 if kind == "done" else None, None)
        for at, kind in enumerate(kinds)
        if kind in ("begun", "done")
    }
    pairs = [draw(st.tuples(four, four)) for _ in ties]
    return Between(
        network(ties),
        [np.where(each, 0.0, np.minimum(*pair)) for each, pair in zip(out, pairs, strict=True)],
        [np.where(each, 0.0, np.maximum(*pair)) for each, pair in zip(out, pairs, strict=True)],
        out,
        Held(constraints, actuals),
    )


@settings(max_examples=200)
@given(projects(), st.data())
def test_no_project_between_two_ends_leaves_their_bounds(
    some: Between, data: st.DataObject
) -> None:
    low, high = some.bound(upper=False), some.bound(upper=True)
    for _ in range(4):
        shares = [data.draw(st.sampled_from([0.0, 0.3, 1.0])) for _ in some.short]
        weeks = [a + s * (b - a) for a, b, s in zip(some.short, some.long, shares, strict=True)]
        end = some.end(weeks)
        assert (low <= end + 1e-9).all()
        assert (end <= high + 1e-9).all()


@given(projects())
def test_the_bound_between_equal_ends_is_the_end(some: Between) -> None:
    for weeks in (some.short, some.long):
        same = some._replace(short=weeks, long=weeks)
        for upper in (False, True):
            assert same.bound(upper=upper) == pytest.approx(some.end(weeks), abs=1e-9)


@given(projects())
def test_where_longer_is_later_the_ends_are_the_bounds(some: Between) -> None:
    if longer_is_later(some.net):
        assert some.bound(upper=False) == pytest.approx(some.end(some.short), abs=1e-9)
        assert some.bound(upper=True) == pytest.approx(some.end(some.long), abs=1e-9)


def test_what_is_held_by_its_finish_starts_later_when_it_is_shorter() -> None:
    """Its successor then starts later too, so that the shortest lengths do not end first."""
    anchor, late, after = Tie(0, "FF", 0.0, 0.0), Tie(1, "SS", 0.0, 0.0), [10.0, 2.0, 5.0]
    net = network([(), (anchor,), (late,)])
    assert not longer_is_later(net)
    assert forward(net, after, [False] * 3).end == 13
    assert forward(net, [10.0, 8.0, 5.0], [False] * 3).end == 10
    assert end_bound(net, after, [10.0, 8.0, 5.0], [False] * 3) == 10
    assert end_bound(net, [10.0, 8.0, 5.0], after, [False] * 3) == 16


def test_what_may_start_ahead_of_a_part_starts_earlier_when_that_is_longer() -> None:
    before, ahead, after = Tie(0, "FS", 0.0, 0.0), Tie(1, "SS", 0.0, -0.25), [10.0, 4.0, 20.0]
    net = network([(), (before,), (ahead,)])
    assert not longer_is_later(net)
    assert forward(net, after, [False] * 3).end == 29
    assert end_bound(net, after, [10.0, 8.0, 20.0], [False] * 3) == 28
    assert end_bound(net, [10.0, 8.0, 20.0], after, [False] * 3) == 29
