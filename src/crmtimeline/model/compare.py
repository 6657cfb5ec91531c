"""Comparison: estimates side by side, and what each changed input contributes to the difference.

Weeks are rounded to 0.01. The attribute docstrings are the descriptions in the published JSON
Schema `crmtimeline/compare/1`; a field that ends in `_` has that key without it in JSON.
"""

import datetime
from dataclasses import dataclass, field
from typing import Annotated, Literal

from pydantic import Field

from crmtimeline.model.basis import Basis
from crmtimeline.model.estimate import Sentence
from crmtimeline.model.figures import AtShares, TotalDates, TotalSpread
from crmtimeline.model.origin import PackShown, Simulation, Tool
from crmtimeline.model.strict import Language, Result, Value


@dataclass(frozen=True, eq=False, repr=False)
class Chance(Result):
    """A deadline and how likely it is met."""

    date: datetime.date
    probability: float
    """Share of trials that meet it, rounded down."""


@dataclass(frozen=True, eq=False, repr=False)
class TotalCompared(Result):
    """The length of the whole project."""

    weeks: TotalSpread
    finish_date: TotalDates | None
    """The last day worked; null without a start."""


@dataclass(frozen=True, eq=False, repr=False)
class PhaseCompared(Result):
    """One phase of one estimate."""

    id: str
    title: str
    duration: AtShares | None
    """Simulated length in weeks; null where it is out of scope."""
    in_scope: float
    """Share of trials in which the phase happens; 0 out of scope."""


@dataclass(frozen=True, eq=False, repr=False)
class EstimateCompared(Result):
    """One of the estimates."""

    name: str | None
    file: str
    """The name of its file; the path where names are the same."""
    pack: PackShown
    simulation: Simulation
    saved: bool
    """Whether the figures are those of a saved estimate, not estimated again."""
    total: TotalCompared
    deadline: Chance | None
    """Its own deadline; null without one."""
    phases: tuple[PhaseCompared, ...]
    """Phases in scope, then those out of scope."""
    basis: Basis | None = field(default=None, kw_only=True)
    """What it rests on; null where its figures are all that is known of it."""


@dataclass(frozen=True, eq=False, repr=False)
class InputCompared(Result):
    """One input that is not the same in all estimates."""

    input: str
    title: str | Sentence
    values: tuple[Value | None, ...]
    """Its value in each estimate; null where it is not known."""
    shown: tuple[Value | None, ...]
    """What a person reads for each value."""


@dataclass(frozen=True, eq=False, repr=False)
class Contribution(Result):
    """What one change contributes to the difference between the first estimate and a later one."""

    estimate: int
    """The later estimate: its position among the estimates, from 0."""
    input: str | None
    """The changed input; null for all that differs and is no input."""
    title: str | Sentence
    settings: tuple[str, ...]
    """What differs and is no input, or an input that the later one's pack cannot take."""
    from_: Annotated[Value | None, Field(alias="from")]
    """The value in the first estimate; null where it is not known."""
    to: Value | None
    """The value in the later estimate; null where it is not known."""
    from_shown: Value | None
    """What a person reads for the value in the first estimate."""
    to_shown: Value | None
    """What a person reads for the value in the later estimate."""
    weeks: AtShares
    """Weeks that it adds to the whole; below 0 the later estimate is shorter by it."""


@dataclass(frozen=True, eq=False, repr=False)
class Difference(Result):
    """By how much a later estimate differs from the first; its contributions sum to it."""

    estimate: int
    """The later estimate: its position among the estimates, from 0."""
    weeks: AtShares
    """Weeks of the whole, the later less the first."""
    method: Literal["shapley", "in_order"] | None
    """How contributions were found: all orders of the changes averaged, or one order. Null where
    there are none."""


@dataclass(frozen=True, eq=False, repr=False)
class Comparison(Result):
    """Estimates side by side, and what makes the later ones differ from the first."""

    schema: Literal["crmtimeline/compare/1"]
    """The name of this form."""
    tool: Tool
    language: Language
    """The language of all titles and sentences."""
    estimates: tuple[EstimateCompared, ...]
    inputs: tuple[InputCompared, ...]
    """Inputs that are not the same in all estimates."""
    differences: tuple[Difference, ...]
    """Each later estimate against the first."""
    contributions: tuple[Contribution, ...]
    """What makes up each difference, the largest first; what is no input last."""
    notes: tuple[Sentence, ...]


def letter(at: int) -> str:
    """Return what an estimate is called in tables and sentences.

    >>> [letter(at) for at in (0, 1, 25, 26, 27)]
    ['A', 'B', 'Z', 'AA', 'AB']
    """
    return (letter(at // 26 - 1) if at >= 26 else "") + chr(ord("A") + at % 26)
