"""Simulate: every trial from the lengths of its activities to their schedule."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from crmtimeline.engine.lengths import Lengths
from crmtimeline.engine.network import (
    FREE,
    Held,
    Network,
    Schedule,
    forward,
    network,
    total_float,
)
from crmtimeline.model.plan import Absent, Activity, Weeks


@dataclass(frozen=True, eq=False, repr=False)
class Trials:
    """Every trial: lengths and schedule in weeks, where each activity is absent, its float.

    `positions` gives each activity's place in those by its id; `held` is what held them.
    """

    positions: Mapping[str, int]
    weeks: tuple[Weeks, ...]
    absent: tuple[Absent, ...]
    net: Network
    held: Held
    schedule: Schedule
    floats: tuple[Weeks, ...]


@dataclass(frozen=True, eq=False, repr=False)
class Scenarios:
    """The whole with every phase low, likely and high, and the floats of the likely one."""

    ends: tuple[float, float, float]
    floats: tuple[float, ...]


def simulate(activities: Sequence[Activity], taken: Lengths, held: Held = FREE) -> Trials:
    """Return all trials of activities that take so long."""
    net = network([activity.ties for activity in activities])
    schedule = forward(net, taken.weeks, taken.absent, held)
    return Trials(
        positions={activity.id: at for at, activity in enumerate(activities)},
        weeks=tuple(taken.weeks),
        absent=taken.absent,
        net=net,
        held=held,
        schedule=schedule,
        floats=total_float(net, schedule, held),
    )


def scenarios(
    activities: Sequence[Activity],
    held: Held = FREE,
    ranges: Mapping[int, tuple[float, float, float]] | None = None,
) -> Scenarios:
    """Return forward passes with every phase at one end of its range by the rules.

    `ranges` replace that range by position, where something has happened.
    """
    net = network([activity.ties for activity in activities])
    absent = [not activity.in_scenario for activity in activities]
    ends: list[float] = []
    floats: tuple[float, ...] = ()
    replaced = ranges or {}
    for end in range(3):
        weeks = [
            replaced.get(at, each.weeks)[end] if each.in_scenario else 0.0
            for at, each in enumerate(activities)
        ]
        schedule = forward(net, weeks, absent, held)
        ends.append(float(schedule.end))
        if end == 1:
            floats = tuple(float(each) for each in total_float(net, schedule, held))
    return Scenarios((ends[0], ends[1], ends[2]), floats)
