"""Bounds: how early, or how late, a project ends at least whose lengths lie between two ends.

With ties from finish to start, or from start to start, longer phases end nothing earlier. With
others they can: what is held by its finish starts earlier when it is longer. So `weeks` holds each
length at the end that is bounded from, and `others` at the other, for what acts against it.
"""

from collections.abc import Sequence
from functools import reduce

import numpy as np

from crmtimeline.engine.network import FREE, Held, Network, finishes_first, ties_finish
from crmtimeline.model.plan import Absent, Tie, Weeks


def longer_is_later(net: Network) -> bool:
    """Whether nothing ends earlier because a phase is longer, so that `others` say nothing."""
    return not any(ties_finish(tie) or tie.lag_share < 0 for ties in net.ties for tie in ties)


def end_bound(
    net: Network,
    weeks: Sequence[Weeks],
    others: Sequence[Weeks],
    absent: Sequence[Absent],
    held: Held = FREE,
) -> Weeks:
    """Return a bound on the ends of all projects whose lengths lie between `weeks` and `others`.

    It is a lower one where `weeks` are the shorter ones, and an upper one where they are the
    longer. Of lengths that are the same at both ends it is the end.

    >>> from crmtimeline.engine.network import network
    >>> chain = network([(), (Tie(0, "FS", 0.0, 0.0),)])
    >>> end_bound(chain, [2.0, 3.0], [4.0, 5.0], [False, False])
    5.0
    """
    start: list[Weeks] = [0.0] * len(weeks)
    finish: list[Weeks] = [0.0] * len(weeks)
    for at in net.order:
        starts, finishes = [], []
        for tie in net.ties[at]:
            before, gone = finish[tie.source], _either(absent[tie.source], absent[at])
            bound = _tied(tie, start, finish, weeks, others)
            if ties_finish(tie):
                finishes.append(_unless(gone, bound, before + weeks[at]))
                bound = bound - others[at]
            starts.append(_unless(gone, bound, before))
        if not all(map(finishes_first, net.ties[at])) or not starts:
            starts.append(0.0)
        actual = held.actuals.get(at)
        if actual is not None and actual.finished is not None:
            start[at], finish[at] = actual.started, actual.finished
            continue
        earliest = (
            actual.started if actual else _freed(at, reduce(np.maximum, starts), absent, held)
        )
        start[at] = earliest
        finish[at] = reduce(np.maximum, finishes, earliest + weeks[at])
    return reduce(np.maximum, [finish[at] for at in sorted(net.last)])


def _tied(
    tie: Tie,
    start: Sequence[Weeks],
    finish: Sequence[Weeks],
    weeks: Sequence[Weeks],
    others: Sequence[Weeks],
) -> Weeks:
    """Return a bound on the moment that a tie holds: a finish for FF and SF, else a start."""
    bound = (finish if tie.kind in ("FS", "FF") else start)[tie.source]
    if tie.lag_share:
        bound = bound + tie.lag_share * (weeks if tie.lag_share > 0 else others)[tie.source]
    return bound + tie.lag_weeks if tie.lag_weeks else bound


def _freed(at: int, earliest: Weeks, absent: Sequence[Absent], held: Held) -> Weeks:
    """Return the start of an activity under its constraint, which holds none that is absent."""
    constraint = held.constraints.get(at)
    return (
        earliest
        if constraint is None
        else _unless(absent[at], constraint.start(earliest), earliest)
    )


def _either(one: Absent, other: Absent) -> Absent:
    if one is False or other is False:
        return other if one is False else one
    return np.logical_or(one, other)


def _unless(gone: Absent, usual: Weeks, otherwise: Weeks) -> Weeks:
    return usual if gone is False else np.where(gone, otherwise, usual)
