"""Network: CPM on textbook networks, the four kinds of ties with lags, and absent activities."""

import numpy as np
import pytest

from crmtimeline.engine.network import Schedule, forward, network, total_float
from crmtimeline.model.plan import Tie
from crmtimeline.model.strict import LinkKind

FS: LinkKind = "FS"


def after(*sources: int) -> tuple[Tie, ...]:
    return tuple(Tie(source, FS, 0.0, 0.0) for source in sources)


def schedule(
    ties: list[tuple[Tie, ...]], weeks: list[float], absent: list[bool] | None = None
) -> tuple[Schedule, list[float]]:
    """Return the earliest schedule and every activity's total float."""
    net = network(ties)
    early = forward(net, weeks, absent or [False] * len(weeks))
    return early, [float(each) for each in total_float(net, early)]


def test_a_textbook_network_has_the_textbook_times() -> None:
    """A 3 days, B 4, C 2, D 5, E 1, F 2, G 4, H 3; drawn and solved by hand.

    A -> B, C; B -> D; C -> D, E; D -> F; E -> G; F, G -> H. Critical: A B D F H.
    """
    ties = [(), after(0), after(0), after(1, 2), after(2), after(3), after(4), after(5, 6)]
    early, floats = schedule(ties, [3, 4, 2, 5, 1, 2, 4, 3])
    assert list(early.start) == [0, 3, 3, 7, 5, 12, 6, 14]
    assert list(early.finish) == [3, 7, 5, 12, 6, 14, 10, 17]
    assert early.end == 17
    assert floats == [0, 0, 2, 0, 4, 0, 4, 0]


@pytest.mark.parametrize(
    ("kind", "lag", "start"),
    [
        ("FS", 0.0, 6.0),
        ("FS", 2.0, 8.0),
        ("FS", -2.0, 4.0),
        ("FS", -9.0, 0.0),
        ("SS", 0.0, 0.0),
        ("SS", 4.0, 4.0),
        ("SS", -1.0, 0.0),
        ("FF", 0.0, 3.0),
        ("FF", 1.0, 4.0),
        ("FF", -2.0, 1.0),
        ("FF", -5.0, 0.0),
        ("SF", 0.0, 0.0),
        ("SF", 5.0, 2.0),
        ("SF", 2.0, 0.0),
    ],
)
def test_a_tie_holds_back_the_start(kind: LinkKind, lag: float, start: float) -> None:
    """The first activity runs from 0 to 6, the second takes 3."""
    early, _ = schedule([(), (Tie(0, kind, lag, 0.0),)], [6.0, 3.0])
    assert early.start[1] == start
    assert early.finish[1] == start + 3
    assert early.end == max(6, start + 3)


@pytest.mark.parametrize(
    ("kind", "share", "weeks", "start"),
    [("SS", 0.6, 0.0, 3.6), ("FS", -0.25, 0.0, 4.5), ("FF", 0.5, 1.0, 7.0), ("SF", 1.0, 0.0, 3.0)],
)
def test_a_lag_may_be_a_share_of_the_weeks_before(
    kind: LinkKind, share: float, weeks: float, start: float
) -> None:
    early, _ = schedule([(), (Tie(0, kind, weeks, share),)], [6.0, 3.0])
    assert early.start[1] == pytest.approx(start)


def test_a_share_is_of_the_weeks_in_that_trial() -> None:
    net = network([(), (Tie(0, "SS", 0.0, 0.5),)])
    early = forward(net, [np.array([2.0, 6.0]), np.array([1.0, 1.0])], [False, False])
    assert np.asarray(early.start[1]).tolist() == [1.0, 3.0]


def test_the_strictest_of_several_ties_holds() -> None:
    ties = [(), (), (Tie(0, "SS", 1.0, 0.0), Tie(1, "FF", 0.0, 0.0), Tie(0, "FF", 4.0, 0.0))]
    early, floats = schedule(ties, [6.0, 8.0, 3.0])
    assert early.start[2] == 7.0
    assert floats == [0.0, 2.0, 0.0]


def test_activities_are_contiguous_so_a_late_finish_moves_the_start() -> None:
    early, _ = schedule([(), (Tie(0, "SS", 0.0, 0.0), Tie(0, "FF", 2.0, 0.0))], [6.0, 3.0])
    assert (early.start[1], early.finish[1]) == (5.0, 8.0)


def test_the_whole_ends_with_its_last_activity_even_where_others_overlap_it() -> None:
    early, floats = schedule([(), (Tie(0, "SS", 1.0, 0.0),)], [10.0, 2.0])
    assert early.end == 10.0
    assert floats == [0.0, 7.0]


def test_a_start_that_drives_a_later_one_is_critical_although_its_own_end_is_not() -> None:
    early, floats = schedule([(), (Tie(0, "SS", 3.0, 0.0),)], [4.0, 9.0])
    assert early.end == 12.0
    assert floats == [0.0, 0.0]


def test_parallel_activities_float_by_what_the_longest_takes_more() -> None:
    _, floats = schedule([(), (), (), after(0, 1, 2)], [5.0, 3.0, 4.5, 1.0])
    assert floats == [0.0, 2.0, 0.5, 0.0]


def test_an_absent_activity_ties_those_around_it_finish_to_start() -> None:
    ties = [(), (Tie(0, "SS", 1.0, 0.0),), (Tie(1, "FF", 5.0, 0.5),)]
    early, floats = schedule(ties, [6.0, 0.0, 3.0], [False, True, False])
    assert early.start[2] == 6.0
    assert early.end == 9.0
    assert floats[0] == floats[2] == 0.0


@pytest.mark.parametrize("kind", ["FS", "SS", "FF", "SF"])
def test_a_lag_counts_only_in_trials_in_which_both_ends_are_present(kind: LinkKind) -> None:
    net = network([(), (Tie(0, kind, 20.0, 0.0),)])
    weeks = [np.array([6.0, 0.0, 6.0]), np.array([3.0, 3.0, 0.0])]
    absent = [np.array([False, True, False]), np.array([False, False, True])]
    early = forward(net, weeks, absent)
    present, first_absent, second_absent = np.asarray(early.start[1]).tolist()
    assert present == {"FS": 26.0, "SS": 20.0, "FF": 23.0, "SF": 17.0}[kind]
    assert (first_absent, second_absent) == (0.0, 6.0)


def test_all_trials_at_once_are_the_trials_one_by_one() -> None:
    ties = [(), after(0), (Tie(0, "SS", 1.0, 0.2), Tie(1, "FF", -0.5, 0.0)), after(1, 2)]
    weeks = np.array([[3.0, 2.0, 8.0], [4.0, 9.0, 1.0], [2.0, 7.0, 2.5], [1.0, 0.5, 6.0]])
    net = network(ties)
    together = forward(net, list(weeks), [False] * 4)
    floats = np.array(np.broadcast_arrays(*total_float(net, together)))
    for trial in range(3):
        alone, alone_floats = schedule(ties, weeks[:, trial].tolist())
        assert [float(np.broadcast_to(each, 3)[trial]) for each in together.start] == list(
            alone.start
        )
        assert floats[:, trial].tolist() == pytest.approx(alone_floats)
