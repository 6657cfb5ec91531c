"""Simulate: the lengths of all activities in all trials, and the schedule that follows.

A phase's weeks follow a two-piece lognormal through its range: with z standard normal,
weeks = likely * exp(z * s), s = ln(likely/low)/z90 below the middle and ln(high/likely)/z90 above.
Phases share a common cause, z_i = sqrt(rho) * Z + sqrt(1 - rho) * e_i, and the whole project has
one more factor exp(spread * G).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log, sqrt
from typing import Any

import numpy as np
from numpy.typing import NDArray

from crmtimeline.engine.distributions import Z90
from crmtimeline.engine.draws import Floats, normal_column
from crmtimeline.engine.network import Absent, Schedule, Weeks, forward, network, total_float
from crmtimeline.model.plan import Activity, Common, Draw, Triple

COMMON_CAUSE, PROJECT_SPREAD = "common_cause", "project_spread"

SAME_SLOPE = 1e-12
"""Slopes below and above the middle that differ less are one: a geometric mean's last bits."""


@dataclass(frozen=True, eq=False, repr=False)
class Trials:
    """Every trial: lengths and schedule in weeks, where each activity is absent, its float.

    `positions` gives each activity's place in those by its id.
    """

    positions: Mapping[str, int]
    weeks: tuple[Weeks, ...]
    absent: tuple[Absent, ...]
    schedule: Schedule
    floats: tuple[Weeks, ...]


@dataclass(frozen=True, eq=False, repr=False)
class Scenarios:
    """The whole with every phase low, likely and high, and the floats of the likely one."""

    ends: tuple[float, float, float]
    floats: tuple[float, ...]


def phase_column(name: str) -> str:
    """Return the name of a phase's own column."""
    return f"phases.{name}"


def simulate(activities: Sequence[Activity], common: Common, seed: int, trials: int) -> Trials:
    """Return all trials of the activities."""
    shared = sqrt(common.correlation) * normal_column(seed, COMMON_CAUSE, trials)
    project = common.project_spread * normal_column(seed, PROJECT_SPREAD, trials)
    taken = _Taken()
    weeks: list[Weeks] = []
    absent: list[Absent] = []
    for activity in activities:
        own = normal_column(seed, phase_column(activity.id), trials)
        z = shared + sqrt(1 - common.correlation) * own
        length = _length(activity, z, project, taken)
        out: Absent = False
        if activity.presence is not None:
            out = ~taken(activity.presence.present, activity.presence.draw)
            length = np.where(out, 0.0, length)
        weeks.append(length)
        absent.append(out)
    net = network([activity.ties for activity in activities])
    schedule = forward(net, weeks, absent)
    return Trials(
        positions={activity.id: at for at, activity in enumerate(activities)},
        weeks=tuple(weeks),
        absent=tuple(absent),
        schedule=schedule,
        floats=total_float(net, schedule),
    )


def scenarios(activities: Sequence[Activity]) -> Scenarios:
    """Return forward passes with every phase at one end of its range by the rules."""
    net = network([activity.ties for activity in activities])
    absent = [not activity.in_scenario for activity in activities]
    ends: list[float] = []
    floats: tuple[float, ...] = ()
    for end in range(3):
        weeks = [each.weeks[end] if each.in_scenario else 0.0 for each in activities]
        schedule = forward(net, weeks, absent)
        ends.append(float(schedule.end))
        if end == 1:
            floats = tuple(float(each) for each in total_float(net, schedule))
    return Scenarios((ends[0], ends[1], ends[2]), floats)


class _Taken:
    """Takes a table's values for every trial, once per table and draw: phases share modifiers."""

    def __init__(self) -> None:
        self._arrays: dict[tuple[int, int], NDArray[Any]] = {}

    def __call__(self, table: NDArray[Any], draw: Draw) -> NDArray[Any]:
        key = (id(table), id(draw))
        if key not in self._arrays:
            self._arrays[key] = table.take(draw.index)
        return self._arrays[key]


def _length(activity: Activity, z: Floats, project: Floats, taken: _Taken) -> Weeks:
    """Return the weeks of one activity in every trial; a gate has 0."""
    low, likely, high = activity.known
    if likely == 0:
        return 0.0
    growth = project
    below: Weeks = log(likely / low) / Z90
    above: Weeks = log(high / likely) / Z90
    for term in activity.terms:
        growth = growth + taken(term.middle, term.draw)
        if term.below is not None:
            below = below + taken(term.below, term.draw)
        if term.above is not None:
            above = above + taken(term.above, term.draw)
    lengths: Floats = likely * np.exp(growth + _bent(below, above, z))
    return lengths


def two_piece(weeks: Triple, z: Floats) -> Weeks:
    """Return the two-piece lognormal through a range at standard normals z, in weeks."""
    low, likely, high = weeks
    if likely == 0:
        return 0.0
    bent = _bent(log(likely / low) / Z90, log(high / likely) / Z90, z)
    lengths: Floats = likely * np.exp(bent)
    return lengths


def _bent(below: Weeks, above: Weeks, z: Floats) -> Floats:
    """Return z times its slope, one below 0 and another above."""
    if isinstance(below, float) and isinstance(above, float) and abs(above - below) < SAME_SLOPE:
        return below * z
    return above * z + (below - above) * np.minimum(z, 0.0)
