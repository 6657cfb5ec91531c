"""Advice: what would shorten a project or firm up its range; rounded, nothing left to compute."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from crmtimeline.model.basis import Basis
from crmtimeline.model.cite import CiteShown
from crmtimeline.model.estimate import Sentence
from crmtimeline.model.figures import TotalSpread
from crmtimeline.model.origin import PackShown, ProfileShown, Simulation, Tool
from crmtimeline.model.strict import Language, Result, Value

Acts = Literal["customer", "vendor", "both"]


@dataclass(frozen=True, eq=False, repr=False)
class Saved(Result):
    """Weeks by which percentiles of the whole come earlier."""

    p50: float
    p80: float


@dataclass(frozen=True, eq=False, repr=False)
class LeverShown(Result):
    """A change that someone can make, one step easier."""

    id: str
    """The input that changes."""
    title: str | Sentence
    """What to do, as an imperative."""
    changes: Mapping[str, Value]
    """What the profile would say."""
    settings: tuple[str, ...] = field(default=(), kw_only=True)
    """The same, each as `--set` takes it."""
    before: Value | None
    """What a person reads for the value now; null where it is unknown."""
    after: Value
    """What a person reads for the value then."""
    weeks_saved: Saved
    probability_gained: float | None
    """How much likelier the deadline is met; null without one."""
    acts: Acts
    """Who has to act."""
    cite: CiteShown | None
    """Who says that it helps."""


@dataclass(frozen=True, eq=False, repr=False)
class AvoidableShown(Result):
    """A risk on a phase that has not begun, and what avoiding it saves."""

    title: str
    phase: str
    """The phase that it makes longer."""
    probability: float
    """How likely it is, 0-1."""
    weeks_saved: Saved


@dataclass(frozen=True, eq=False, repr=False)
class QuestionShown(Result):
    """An unknown input, and what its answer is worth."""

    input: str
    title: str
    ask: str
    """The question to put to the customer."""
    narrows_weeks: float
    """By how much P10-P90 of the whole narrows, on average over its answers."""


@dataclass(frozen=True, eq=False, repr=False)
class CombinationShown(Result):
    """Several levers at once: they overlap, or clear the way together, so it is not their sum."""

    levers: tuple[str, ...]
    titles: tuple[str | Sentence, ...]
    weeks_saved: Saved


@dataclass(frozen=True, eq=False, repr=False)
class TooLong(Result):
    """A phase that takes longer than the target by itself."""

    id: str
    title: str
    weeks: float
    """Its own length at the confidence asked for, with every lever pulled."""


@dataclass(frozen=True, eq=False, repr=False)
class GoalShown(Result):
    """The smallest set of levers that reaches a target."""

    target: str
    """As it was asked for: 12w, 3m or a date."""
    target_weeks: float
    confidence: int
    """The percentile that has to reach it, such as 80."""
    reachable: bool
    exact: bool = field(default=True, kw_only=True)
    """Whether no smaller set does: not all are tried where there are too many."""
    levers: tuple[str, ...]
    """The levers to pull, in the pack's order; where none reach it, those that get furthest."""
    titles: tuple[str | Sentence, ...]
    changes: Mapping[str, Value]
    """What the profile would say."""
    settings: tuple[str, ...] = field(default=(), kw_only=True)
    """The same, each as `--set` takes it."""
    weeks_now: float
    """The percentile as it is, in weeks."""
    weeks: float
    """The percentile with these levers."""
    too_long: tuple[TooLong, ...]
    """Phases that exceed the target by themselves."""


@dataclass(frozen=True, eq=False, repr=False)
class Advice(Result):
    """What would shorten a project or firm up its range, best first."""

    schema: Literal["crmtimeline/advise/1"]
    """The name of this form."""
    tool: Tool
    language: Language
    profile: ProfileShown
    pack: PackShown
    simulation: Simulation
    weeks: TotalSpread
    """The whole as it is, in weeks."""
    deadline: datetime.date | None
    levers: tuple[LeverShown, ...]
    """Most weeks saved first."""
    risks: tuple[AvoidableShown, ...]
    """What may go wrong, most weeks saved first where it is avoided."""
    questions: tuple[QuestionShown, ...]
    """What narrows the range most first."""
    combinations: tuple[CombinationShown, ...]
    """The best pairs and triples of the best levers, most weeks saved first."""
    goal: GoalShown | None
    """How to reach the target; null without one."""
    basis: Basis = field(default_factory=Basis, kw_only=True)
