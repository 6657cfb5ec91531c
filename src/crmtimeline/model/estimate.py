"""Estimate: the one frozen result, all that any output shows; rounded, nothing left to compute.

Weeks are numbers rounded to 0.01, shares (0-1) to 0.001, factors to 6 digits. The attribute
docstrings are the descriptions in the published JSON Schema `crmtimeline/estimate/1`. A key that is
added has a default: what was saved before it then still fits the schema.
"""

import datetime
from dataclasses import dataclass, field
from typing import Annotated, Literal

from pydantic import WithJsonSchema

from crmtimeline.errors import Message
from crmtimeline.model.basis import (
    AssumptionShown,
    Basis,
    FigureShown,
    GivenShown,
    UsualShown,
)
from crmtimeline.model.cite import CiteShown
from crmtimeline.model.dated import CalendarShown, DeadlineShown, ProgressShown
from crmtimeline.model.figures import Dates, Quote, Range, Spread, TotalDates, TotalSpread
from crmtimeline.model.origin import Origin, PackShown, ProfileShown, Simulation, Tool
from crmtimeline.model.strict import Language, Result, Value
from crmtimeline.model.work_plan import WorkPlan

Sentence = Annotated[Message, WithJsonSchema({"type": "string"})]
"""A message; in JSON the sentence itself, in the language of the output."""


@dataclass(frozen=True, eq=False, repr=False)
class Total(Result):
    """The length of the whole project."""

    weeks: TotalSpread
    """Simulated percentiles in weeks."""
    months: TotalSpread
    """The same in months of 52/12 weeks."""
    scenario: Range
    """Every phase at the low, likely or high end of its range by the rules, in weeks."""
    scenario_months: Range
    """The same in months of 52/12 weeks."""
    quote: Quote
    """Whole weeks to quote."""
    finish_date: TotalDates | None
    """The last day worked; null without a start."""


@dataclass(frozen=True, eq=False, repr=False)
class CurvePoint(Result):
    """A length of the whole, and how likely it is kept."""

    share: float
    """Share of trials that take no longer, 0-1."""
    weeks: float
    date: datetime.date | None
    """The last day worked; null without a start."""


@dataclass(frozen=True, eq=False, repr=False)
class TraceStep(Result):
    """One step from the base range of a phase to its range by the rules."""

    step: str
    """`base`, `profile` (the user's own range) or the id of the modifier."""
    after: Range
    """The range after the step, in weeks."""
    place: str
    """`file:line` of the figure."""
    cite: CiteShown | None
    """Where the figure comes from."""
    title: str | None = None
    """What a person calls the modifier."""
    weeks: Range | None = None
    """The range that the step sets, where it sets one."""
    factor: float | Range | None = None
    """The factor that the step applies, strength included; three where it widens the range."""
    strength: float | None = None
    """The strength at which the modifier acts on this phase."""
    before: Range | None = None
    """The range before the step, in weeks."""
    input: str | None = None
    """The input that the step reads."""
    input_title: str | None = None
    """What a person calls the input."""
    value: Value | None = None
    """The input's value, given or assumed."""
    shown: Value | None = None
    """What a person reads for the value."""
    assumed: bool = False
    """Whether the value is assumed, not given."""


@dataclass(frozen=True, eq=False, repr=False)
class PhaseEstimate(Result):
    """One phase in scope."""

    id: str
    title: str
    weeks: Range
    """The range by the rules, before project spread and unknown inputs."""
    duration: Spread
    """Simulated length in weeks, over the trials in which the phase is in scope."""
    start: Spread
    """Simulated start, in weeks from the start of the project."""
    finish: Spread
    """Simulated end, in weeks from the start of the project."""
    start_date: Dates | None
    """The first day worked; null without a start."""
    finish_date: Dates | None
    """The last day worked; null without a start."""
    in_scope: float
    """Share of trials in which the phase happens."""
    in_scenario: bool
    """Whether the phase is in scope at the usual values."""
    criticality_index: float
    """Share of trials in which the phase has no float."""
    total_float_weeks: float | None
    """How far it can slip in the likely scenario; null where it is not in that scenario."""
    gate: bool
    """Whether it is a point without length."""
    trace: tuple[TraceStep, ...]
    """How the range by the rules came about."""
    cite: CiteShown | None
    """Where the base range comes from."""


@dataclass(frozen=True, eq=False, repr=False)
class Excluded(Result):
    """A phase that is out of scope."""

    id: str
    title: str
    reason: Sentence
    """Why."""


@dataclass(frozen=True, eq=False, repr=False)
class Unknown(Result):
    """An input that the profile leaves out and that some rule reads."""

    input: str
    title: str
    ask: str
    """The question to put to the customer."""
    assumed: Value
    """Its usual value."""
    shown: Value
    """What a person reads for it."""
    variance_share: float
    """Share of the whole's variance that it explains alone."""


@dataclass(frozen=True, eq=False, repr=False)
class RiskShown(Result):
    """What may go wrong in a phase in scope."""

    title: str
    phase: str
    """The phase that it makes longer."""
    probability: float
    """How likely it was held to be, 0-1."""
    weeks: Range
    """By how much it makes the phase longer, in weeks."""
    happened: float
    """Share of trials in which it happens: what has happened can change it."""


@dataclass(frozen=True, eq=False, repr=False)
class Driver(Result):
    """One cause of the spread of the whole."""

    name: str
    """An input, `phases.<id>`, `risks.<title>`, `common_cause` or `project_spread`."""
    kind: Literal["input", "phase", "risk", "common_cause", "project_spread"]
    title: str | None
    """The input's, phase's or risk's title."""
    variance_share: float
    """Share of the whole's variance that it explains alone."""


@dataclass(frozen=True, eq=False, repr=False)
class VarianceShares(Result):
    """What the variance of the whole is made of."""

    phases: float
    """All phases by themselves."""
    unknowns: float
    """All unknown inputs by themselves."""
    risks: float
    """Whether each risk happens."""
    common_cause: float
    """That phases slip together."""
    project_spread: float
    """What no profile tells."""
    together: float
    """Combinations of these, and what binning misses."""


@dataclass(frozen=True, eq=False, repr=False)
class MilestoneEstimate(Result):
    """Something to expect after a phase."""

    id: str
    title: str
    after: str
    """The phase whose end it counts from."""
    weeks: Range
    """How long after that, in weeks."""
    finish: Spread
    """Simulated, in weeks from the start of the project."""
    finish_date: Dates | None
    """The same as dates; null without a start."""
    quote: Quote
    """The same in whole weeks, rounded up."""
    cite: CiteShown | None


@dataclass(frozen=True, eq=False, repr=False)
class Warned(Result):
    """Something that is not an error but should be known."""

    code: str
    place: str
    message: Sentence


@dataclass(frozen=True, eq=False, repr=False)
class Estimate(Result):
    """How long the project takes, phase by phase and as a whole, and why."""

    schema: Literal["crmtimeline/estimate/1"]
    """The name of this form."""
    tool: Tool
    language: Language
    """The language of all titles and sentences."""
    profile: ProfileShown
    pack: PackShown
    simulation: Simulation
    total: Total
    curve: tuple[CurvePoint, ...] = field(default=(), kw_only=True)
    """How likely the whole is done by when, shortest first."""
    phases: tuple[PhaseEstimate, ...]
    """Phases in scope, in the pack's order."""
    excluded: tuple[Excluded, ...]
    """Phases out of scope."""
    unknowns: tuple[Unknown, ...]
    """What was assumed, most informative first."""
    risks: tuple[RiskShown, ...]
    """What may go wrong, in the order of the phases."""
    drivers: tuple[Driver, ...]
    """What makes the whole vary, strongest first."""
    variance_shares: VarianceShares
    """The same by kind."""
    milestones: tuple[MilestoneEstimate, ...]
    """What to expect after go-live."""
    given: tuple[GivenShown, ...]
    """Inputs that the profile gives."""
    figures: tuple[FigureShown, ...]
    """Figures of the pack that act here and that no source reports."""
    assumptions: tuple[AssumptionShown, ...]
    """What the range relies on."""
    calendar: CalendarShown | None
    """The working calendar behind the dates; null without a start."""
    work_plan: WorkPlan | None = field(default=None, kw_only=True)
    """The tasks, links and days off for a project office's tool; null without a start."""
    deadline: DeadlineShown | None
    """Whether the deadline holds; null without one."""
    progress: ProgressShown | None
    """What has happened, against the plan; null where nothing has."""
    warnings: tuple[Warned, ...]
    origin: Origin | None = None
    """What it takes to make it again."""

    def __repr__(self) -> str:
        name, pack, weeks = self.profile.name, self.pack, self.total.weeks
        of = f"{pack.id} {pack.version}" if name is None else f"{name}, {pack.id} {pack.version}"
        return f"Estimate({of}: P50 {weeks.p50}, P80 {weeks.p80} weeks)"

    @property
    def basis(self) -> Basis:
        """What it rests on besides the sources."""
        usual = (
            UsualShown(each.input, each.title, each.assumed, each.shown) for each in self.unknowns
        )
        return Basis(self.given, tuple(usual), self.figures, self.assumptions)
