"""Lengths: how many weeks every activity takes in every trial.

A phase's weeks follow a two-piece lognormal through its range: with z standard normal,
weeks = likely * exp(z * s), s = ln(likely/low)/z90 below the middle and ln(high/likely)/z90 above.
Phases share a common cause, z_i = sqrt(rho) * Z + sqrt(1 - rho) * e_i, and the whole project has
one more factor exp(spread * G).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import log, sqrt
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from crmtimeline.engine.distributions import Z90
from crmtimeline.engine.draws import Floats, normal_column
from crmtimeline.model.plan import Absent, Activity, Common, Draw, Triple, Weeks

COMMON_CAUSE, PROJECT_SPREAD = "common_cause", "project_spread"

SAME_SLOPE = 1e-12
"""Slopes below and above the middle that differ less are one: a geometric mean's last bits."""


Row = tuple[Weeks, Absent, Weeks]


class Shared(NamedTuple):
    """What all phases of a trial share, as standard normals: Z and G."""

    common_cause: Floats
    project: Floats


@dataclass(frozen=True, eq=False, repr=False)
class Lengths:
    """Weeks of each activity in every trial, and where it is absent.

    `late` are those of the weeks that risks add; empty where there is none.
    """

    weeks: tuple[Weeks, ...]
    absent: tuple[Absent, ...]
    late: tuple[Weeks, ...] = ()

    @property
    def own(self) -> tuple[Weeks, ...]:
        """The weeks of each activity without those that risks add."""
        if not self.late:
            return self.weeks
        return tuple(weeks - late for weeks, late in zip(self.weeks, self.late, strict=True))

    @property
    def rows(self) -> list[Row]:
        """The weeks of each activity, where it is absent, and the weeks that risks add to it."""
        late = self.late or (0.0,) * len(self.weeks)
        return list(zip(self.weeks, self.absent, late, strict=True))


class Shape(NamedTuple):
    """An activity's weeks in every trial as a function of its z: likely * exp(growth + s(z) * z).

    `growth` is what unknown inputs add to log weeks; `below` and `above` are the slopes.
    """

    likely: float
    growth: Weeks
    below: Weeks
    above: Weeks

    def weeks(self, z: Floats, project: Weeks) -> Weeks:
        """Return the weeks at z, with `project` added to log weeks; a gate has 0."""
        if self.likely == 0:
            return 0.0
        lengths: Floats = self.likely * np.exp(
            self.growth + project + _bent(self.below, self.above, z)
        )
        return lengths


def phase_column(name: str) -> str:
    """Return the name of a phase's own column."""
    return f"phases.{name}"


def usual_shared(seed: int, trials: int) -> Shared:
    """Return the common causes as they are before anything is known of the project."""
    return Shared(*(normal_column(seed, name, trials) for name in (COMMON_CAUSE, PROJECT_SPREAD)))


def lengths(activities: Sequence[Activity], common: Common, shared: Shared, seed: int) -> Lengths:
    """Return the lengths of the activities in as many trials as the common causes have."""
    common_part = sqrt(common.correlation) * shared.common_cause
    project = common.project_spread * shared.project
    taken = Taken()
    weeks: list[Weeks] = []
    absent: list[Absent] = []
    for activity in activities:
        own = normal_column(seed, phase_column(activity.id), len(project))
        z = common_part + sqrt(1 - common.correlation) * own
        length = shape_of(activity, taken).weeks(z, project)
        out = absence(activity, taken)
        weeks.append(length if out is False else np.where(out, 0.0, length))
        absent.append(out)
    return Lengths(tuple(weeks), tuple(absent))


class Taken:
    """Takes a table's values for every trial, once per table and draw: phases share modifiers."""

    def __init__(self) -> None:
        self._arrays: dict[tuple[int, int], NDArray[Any]] = {}

    def __call__(self, table: NDArray[Any], draw: Draw) -> NDArray[Any]:
        """Return what the table holds for the value that each trial has."""
        key = (id(table), id(draw))
        if key not in self._arrays:
            self._arrays[key] = table.take(draw.index)
        return self._arrays[key]


def shape_of(activity: Activity, taken: Taken) -> Shape:
    """Return an activity's shape in every trial."""
    low, likely, high = activity.known
    if likely == 0:
        return Shape(0.0, 0.0, 0.0, 0.0)
    growth: Weeks = 0.0
    below: Weeks = log(likely / low) / Z90
    above: Weeks = log(high / likely) / Z90
    for term in activity.terms:
        growth = growth + taken(term.middle, term.draw)
        if term.below is not None:
            below = below + taken(term.below, term.draw)
        if term.above is not None:
            above = above + taken(term.above, term.draw)
    return Shape(likely, growth, below, above)


def shape_through(weeks: Triple) -> Shape:
    """Return the shape of a range of weeks."""
    low, likely, high = weeks
    if likely == 0:
        return Shape(0.0, 0.0, 0.0, 0.0)
    return Shape(likely, 0.0, log(likely / low) / Z90, log(high / likely) / Z90)


def absence(activity: Activity, taken: Taken) -> Absent:
    """Return in which trials an activity is out of scope."""
    if activity.presence is None:
        return False
    return ~taken(activity.presence.present, activity.presence.draw)


def _bent(below: Weeks, above: Weeks, z: Floats) -> Floats:
    """Return z times its slope, one below 0 and another above."""
    if isinstance(below, float) and isinstance(above, float) and abs(above - below) < SAME_SLOPE:
        return below * z
    return above * z + (below - above) * np.minimum(z, 0.0)
