"""CPM: the critical path method, forward for starts and finishes, backward for total float.

Shapes: everything is in weeks from the start of the project, and either one number or an array over
trials; the code is the same. Activities are contiguous. In trials in which an activity is absent
its length is 0 and all its ties count as finish-to-start without lag.

Source: Kelley and Walker (1959) for CPM; the four kinds of ties with lags as in PMI's "Practice
Standard for Scheduling".
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import reduce
from graphlib import TopologicalSorter
from typing import NamedTuple

import numpy as np

from crmtimeline.engine.constraints import Constraint
from crmtimeline.model.plan import Absent, Actual, Tie, Weeks

FLOAT_TOLERANCE = 1e-9
"""Weeks of float up to which an activity is critical: sums differ in their last bits."""


class Slack(NamedTuple):
    """A tie: the earliest that it lets `target` be, `bound`, and the earliest that all do.

    It holds nothing back where `past`: it is on a start that has been.
    """

    source: int
    target: int
    bound: Weeks
    earliest: Weeks
    past: bool

    @property
    def weeks(self) -> Weeks | None:
        """How far `source` can slip before it moves `target`; None where it always does at once."""
        return None if self.bound is self.earliest else self.earliest - self.bound


@dataclass(frozen=True, eq=False, repr=False)
class Network:
    """The ties of each activity by its position, and an order in which predecessors come first.

    `last` are the activities that may end the project: no other waits for them to finish.
    """

    ties: tuple[tuple[Tie, ...], ...]
    order: tuple[int, ...]
    last: frozenset[int]


@dataclass(frozen=True, eq=False, repr=False)
class Held:
    """What holds activities besides their ties: constraints, and what has happened, by position.

    `now` is the end of the last day known, in weeks from the start; 0 where nothing has happened.
    """

    constraints: Mapping[int, Constraint] = field(default_factory=dict)
    actuals: Mapping[int, Actual] = field(default_factory=dict)
    now: float = 0.0


FREE = Held()


@dataclass(frozen=True, eq=False, repr=False)
class Schedule:
    """Early start and finish of each activity, the end of the last, and the slack of each tie.

    `absent` says where each activity is out of scope.
    """

    start: tuple[Weeks, ...]
    finish: tuple[Weeks, ...]
    end: Weeks
    slacks: tuple[Slack, ...]
    absent: tuple[Absent, ...]


def network(ties: Sequence[tuple[Tie, ...]]) -> Network:
    """Return the network with its order; ties never form a cycle (the pack's loader sees to it)."""
    before = {at: [tie.source for tie in each] for at, each in enumerate(ties)}
    waited_for = {tie.source for each in ties for tie in each if finishes_first(tie)}
    order = tuple(TopologicalSorter(before).static_order())
    return Network(tuple(ties), order, frozenset(before.keys() - waited_for))


def forward(
    net: Network, weeks: Sequence[Weeks], absent: Sequence[Absent], held: Held = FREE
) -> Schedule:
    """Return the earliest schedule of activities that take `weeks`.

    >>> chain = network([(), (Tie(0, "FS", 0.0, 0.0),)])
    >>> forward(chain, [2.0, 3.0], [False, False]).end
    5.0
    """
    start: list[Weeks] = [0.0] * len(weeks)
    finish: list[Weeks] = [0.0] * len(weeks)
    slacks: list[Slack] = []
    for at in net.order:
        ties = net.ties[at]
        bounds = [_bound(tie, at, (start, finish, weeks), absent) for tie in ties]
        actual = held.actuals.get(at)
        if actual is not None:
            start[at] = actual.started
            finish[at], waits = _begun(actual, weeks[at], list(zip(ties, bounds, strict=True)))
            slacks += (
                Slack(tie.source, at, end, finish[at], _is_past(tie, held)) for tie, end in waits
            )
            continue
        if not all(finishes_first(tie) for tie in ties):
            bounds.append(0.0)
        earliest = _largest(bounds) if bounds else 0.0
        if at in held.constraints:
            earliest = _constrained(held.constraints[at], earliest, absent[at])
        start[at], finish[at] = earliest, earliest + weeks[at]
        for tie, bound in zip(ties, bounds, strict=False):
            slacks.append(Slack(tie.source, at, bound, earliest, _is_past(tie, held)))
    end = _largest([finish[at] for at in sorted(net.last)])
    return Schedule(tuple(start), tuple(finish), end, tuple(slacks), tuple(absent))


def total_float(net: Network, schedule: Schedule, held: Held = FREE) -> tuple[Weeks, ...]:
    """Return how many weeks each activity can slip without moving the end.

    Late start less early start, computed backward: an activity slips as far as the end lets it, and
    as far as each successor lets it: the slack of their tie and then the successor's own float. A
    late start inside a freeze is one at its beginning.
    """
    limits: list[list[Weeks]] = [
        [] if at not in net.last else [0.0 if finish is schedule.end else schedule.end - finish]
        for at, finish in enumerate(schedule.finish)
    ]
    into: dict[int, list[Slack]] = {}
    for slack in schedule.slacks:
        into.setdefault(slack.target, []).append(slack)
    floats: list[Weeks] = [0.0] * len(limits)
    for at in reversed(net.order):
        own = _smallest(limits[at]) if limits[at] else 0.0
        if at in held.constraints:
            late = held.constraints[at].latest(schedule.start[at] + own) - schedule.start[at]
            absent = schedule.absent[at]
            own = late if absent is False else np.where(absent, own, late)
        floats[at] = own
        for slack in into.get(at, ()):
            if slack.past:
                continue
            room = slack.weeks
            limits[slack.source].append(own if room is None else room + own)
    return tuple(floats)


def finishes_first(tie: Tie) -> bool:
    """Whether the predecessor is always finished when the activity starts."""
    return tie.kind == "FS" and tie.lag_weeks >= 0 and tie.lag_share >= 0


def ties_finish(tie: Tie) -> bool:
    """Whether the tie holds an activity's finish, and not its start."""
    return tie.kind in ("FF", "SF")


def _bound(
    tie: Tie,
    at: int,
    so_far: tuple[Sequence[Weeks], Sequence[Weeks], Sequence[Weeks]],
    absent: Sequence[Absent],
) -> Weeks:
    """Return the earliest start of the activity `at` that the tie allows."""
    start, finish, weeks = so_far
    source, kind = tie.source, tie.kind
    bound = finish[source] if kind in ("FS", "FF") else start[source]
    if tie.lag_share:
        bound = bound + (tie.lag_weeks + tie.lag_share * weeks[source])
    elif tie.lag_weeks:
        bound = bound + tie.lag_weeks
    if ties_finish(tie):
        bound = bound - weeks[at]
    for each in (absent[source], absent[at]):
        if each is not False and bound is not finish[source]:
            bound = np.where(each, finish[source], bound)
    return bound


def _begun(
    actual: Actual, weeks: Weeks, bounds: Sequence[tuple[Tie, Weeks]]
) -> tuple[Weeks, list[tuple[Tie, Weeks]]]:
    """Return the finish of what has begun, and the finish that each tie asks that can hold it."""
    if actual.finished is not None:
        return actual.finished, []
    held = [(tie, bound + weeks) for tie, bound in bounds if ties_finish(tie)]
    finish = _largest([actual.started + weeks, *(end for _, end in held)])
    return finish, held


def _is_past(tie: Tie, held: Held) -> bool:
    """Whether a tie goes by a start that has been, and not by the length of what has begun."""
    return tie.kind in ("SS", "SF") and tie.source in held.actuals and not tie.lag_share


def _constrained(constraint: Constraint, earliest: Weeks, absent: Absent) -> Weeks:
    """Return the start under a constraint, which does not hold an activity that is absent."""
    start = constraint.start(earliest)
    return start if absent is False else np.where(absent, earliest, start)


def _largest(values: Sequence[Weeks]) -> Weeks:
    return reduce(np.maximum, values)


def _smallest(values: Sequence[Weeks]) -> Weeks:
    return reduce(np.minimum, values)
