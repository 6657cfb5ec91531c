"""Plan: what is left when rules have met a profile, activities with ranges, ties and causes.

Shapes: a `Draw` is one unknown input over n trials: `values` holds its distinct values and
`index[trial]` says which one the trial has. A `Term` is what that input does to one activity's log
weeks: its arrays run along `values`, and so does `present` of a `Presence`.
"""

from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from crmtimeline.model.cite import CiteShown
from crmtimeline.model.strict import LinkKind, Value

Floats = NDArray[np.float64]
Weeks = Floats | float
"""One number, or one per trial."""

Absent = NDArray[np.bool_] | bool
Triple = tuple[float, float, float]


@dataclass(frozen=True, eq=False, repr=False)
class Draw:
    """One unknown input in every trial, and the name of the column it is drawn from.

    `table` says what `values` are the quantiles of: the arguments of `distributions.quantiles`.
    """

    column: str
    table: tuple[Any, int]
    values: tuple[Any, ...] | Floats
    index: NDArray[np.intp]


class Term(NamedTuple):
    """What an unknown input adds to log weeks: in the middle, and per z below and above it."""

    draw: Draw
    middle: Floats
    below: Floats | None
    above: Floats | None


class Presence(NamedTuple):
    """In which values of an unknown input an activity is in scope."""

    draw: Draw
    present: NDArray[np.bool_]


class Hazard(NamedTuple):
    """A risk of one activity: its probability (0-1), and the range of weeks that it adds."""

    title: str
    probability: float
    weeks: Triple


class Tie(NamedTuple):
    """A dependency on the activity at position `source`, with its delay in weeks and in shares."""

    source: int
    kind: LinkKind
    lag_weeks: float
    lag_share: float


class Step(NamedTuple):
    """One step from a phase's base range to its range by the rules, exact; see `TraceStep`."""

    step: str
    after: Triple
    place: str
    cite: CiteShown | None
    title: str | None = None
    weeks: Triple | None = None
    factor: Triple | None = None
    strength: float | None = None
    before: Triple | None = None
    input: str | None = None
    input_title: str | None = None
    value: Value | None = None
    shown: Value | None = None
    assumed: bool = False


@dataclass(frozen=True, eq=False, repr=False)
class Activity:
    """One phase in scope, as the scheduler sees it.

    `weeks` is the range by the rules, at the usual values. `known` is the range from what is given
    alone; the terms take it to each trial's range.
    """

    id: str
    title: str
    weeks: Triple
    known: Triple
    terms: tuple[Term, ...]
    presence: Presence | None
    in_scenario: bool
    ties: tuple[Tie, ...]
    trace: tuple[Step, ...]
    cite: CiteShown | None
    risks: tuple[Hazard, ...]

    @property
    def is_gate(self) -> bool:
        """Whether it has no length in any trial, but for what goes wrong."""
        return self.known[1] == 0 or any(
            term.middle[0] == -np.inf and np.isneginf(term.middle).all() for term in self.terms
        )


class Actual(NamedTuple):
    """What has happened in an activity: in weeks from the start of the project.

    `finished` is None while it runs; then `spent` are its weeks so far, and `remaining` the range
    of those to come as the user knows it, None where the rules say it.
    """

    started: float
    spent: float
    finished: float | None
    remaining: Triple | None


@dataclass(frozen=True, eq=False, repr=False)
class Expected:
    """What comes some weeks after the end of the activity `after`."""

    id: str
    title: str
    after: str
    weeks: Triple
    cite: CiteShown | None


@dataclass(frozen=True)
class Common:
    """What all activities share: how they slip together, and how whole projects differ."""

    correlation: float
    project_spread: float
