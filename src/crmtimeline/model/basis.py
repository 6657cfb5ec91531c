"""Basis: what an estimate rests on besides the sources, what is given and what somebody assumed."""

from dataclasses import dataclass
from typing import Literal

from crmtimeline.model.cite import CiteShown
from crmtimeline.model.strict import Result, Value


@dataclass(frozen=True, eq=False, repr=False)
class GivenShown(Result):
    """An input that the profile gives."""

    input: str
    title: str
    value: Value
    shown: Value
    """What a person reads for the value."""


@dataclass(frozen=True, eq=False, repr=False)
class FigureShown(Result):
    """A figure of the pack that acts on this estimate and that no source reports."""

    id: str
    """A phase, a modifier, `correlation` or `project_spread`."""
    title: str | None
    basis: Literal["assumed", "fitted"]
    note: str | None
    """Why, or from which data."""


@dataclass(frozen=True, eq=False, repr=False)
class UsualShown(Result):
    """An input that nobody knows, at its usual value."""

    input: str
    title: str
    value: Value
    shown: Value
    """What a person reads for the value."""


@dataclass(frozen=True, eq=False, repr=False)
class AssumptionShown(Result):
    """What the range relies on, or leaves out."""

    id: str
    title: str
    cite: CiteShown | None


@dataclass(frozen=True, eq=False, repr=False)
class Basis(Result):
    """What an answer rests on besides the sources."""

    given: tuple[GivenShown, ...] = ()
    """Inputs that the profile gives."""
    usual: tuple[UsualShown, ...] = ()
    """Inputs that nobody knows, at their usual values."""
    figures: tuple[FigureShown, ...] = ()
    """Figures of the pack that act here and that no source reports."""
    assumptions: tuple[AssumptionShown, ...] = ()
    """What the range relies on, above all of the customer."""
