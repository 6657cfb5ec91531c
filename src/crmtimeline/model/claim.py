"""Claim: a length that somebody else has named, and what the trials say about it.

The attribute docstrings are the descriptions in the published JSON Schema `crmtimeline/claim/1`.
"""

import datetime
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from crmtimeline.model.basis import Basis
from crmtimeline.model.figures import Quote, TotalDates
from crmtimeline.model.origin import PackShown, ProfileShown, Simulation, Tool
from crmtimeline.model.strict import Language, Result, Value


class Claimed(NamedTuple):
    """A claim as somebody wrote it: weeks, or the day on which all is done."""

    text: str
    limit: float | datetime.date


@dataclass(frozen=True, eq=False, repr=False)
class PhaseAtBest(Result):
    """A phase as one project in ten has it."""

    id: str
    title: str
    p10_weeks: float
    """Weeks that nine of ten such projects exceed."""


@dataclass(frozen=True, eq=False, repr=False)
class ChainAtBest(Result):
    """The phases that together take longer than the claim, each at its P10."""

    p10_weeks: float
    """How long the whole takes with every phase at its P10, in weeks."""
    phases: tuple[PhaseAtBest, ...]
    """The phases that are critical then, in the pack's order."""


@dataclass(frozen=True, eq=False, repr=False)
class NeededInput(Result):
    """An unknown input that the trials within the claim have otherwise than all trials."""

    kind: Literal["input"]
    input: str
    title: str
    value: Value | None
    """The value that is likelier within the claim; null where the input is a range of numbers."""
    shown: Value | None
    """What a person reads for it."""
    before: float
    """Its share (0-1) of all trials; of a range, the median."""
    after: float
    """The same of the trials within the claim."""


@dataclass(frozen=True, eq=False, repr=False)
class NeededPhase(Result):
    """A phase that the trials within the claim have shorter than all trials."""

    kind: Literal["phase"]
    id: str
    title: str
    typical_weeks: float
    """Its median over all trials in which it is in scope."""
    needed_weeks: float
    """Its median over those of them within the claim."""
    share: float
    """The needed weeks as a share (0-1) of the typical ones."""


Needed = NeededInput | NeededPhase


@dataclass(frozen=True, eq=False, repr=False)
class ClaimShown(Result):
    """Whether a claim holds, and what would have to be true for it."""

    text: str
    """The claim as written."""
    weeks: float
    """The claim in weeks of five working days."""
    date: datetime.date | None
    """The claim as a day; null where it names weeks or months."""
    probability: float
    """Share of trials that are done within it, rounded down."""
    trials_within: int
    """How many trials are done within it."""
    shortest_weeks: float
    """How long the shortest trial takes."""
    cannot_fit: tuple[PhaseAtBest, ...]
    """Phases of which the P10 alone exceeds the claim."""
    chain: ChainAtBest | None
    """Phases whose P10s together exceed the claim; null where they do not."""
    would_need: tuple[Needed, ...]
    """Unknown inputs, then phases, as the trials within the claim have them, most telling first."""


@dataclass(frozen=True, eq=False, repr=False)
class ClaimAnswer(Result):
    """The answer to a claim."""

    schema: Literal["crmtimeline/claim/1"]
    """The name of this form."""
    tool: Tool
    language: Language
    """The language of all titles."""
    profile: ProfileShown
    pack: PackShown
    simulation: Simulation
    quote: Quote
    """Whole weeks to quote instead."""
    finish_date: TotalDates | None
    """The last day worked; null without a start."""
    claim: ClaimShown
    basis: Basis = field(default_factory=Basis, kw_only=True)
