"""Verdict: what comes of holding profiles to a policy, rule by rule.

Weeks are rounded to 0.01, shares to 0.001. The attribute docstrings are the descriptions in the
published JSON Schema `crmtimeline/check/1`.
"""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Literal, NamedTuple

from pydantic import WithJsonSchema

from crmtimeline.errors import Place
from crmtimeline.model.estimate import Sentence
from crmtimeline.model.figures import AtShares, Spread, TotalDates, TotalSpread
from crmtimeline.model.origin import PackShown, Simulation, Tool
from crmtimeline.model.policy import Action, Kind
from crmtimeline.model.strict import Language, Result

PlaceShown = Annotated[Place, WithJsonSchema({"type": "string"})]
"""A place; in JSON `file:line:column`."""

Outcome = Literal["pass", "fail", "skip"]


@dataclass(frozen=True, eq=False, repr=False)
class Problem(Result):
    """Something that is wrong in what was read, and keeps it from being judged."""

    code: str
    place: PlaceShown
    message: Sentence
    hint: Sentence | None


@dataclass(frozen=True, eq=False, repr=False)
class RuleJudged(Result):
    """One rule held against one profile."""

    rule: str
    """Its name in the policy, or the option that makes it."""
    action: Action
    """What a failure does."""
    kind: Kind
    """What it limits."""
    outcome: Outcome
    """Whether the profile keeps it; skip where it does not apply."""
    reason: Sentence | None
    """Why it does not apply; null where it does."""
    phase: str | None
    """The phase that it is about; null for the whole."""
    phase_title: str | None
    percentile: int | None
    """The percentile that counts; null where none does."""
    actual: float | datetime.date | str | None
    """What was found; null where it does not apply, or where inputs are required."""
    limit: float | datetime.date | str | None
    """What is allowed; null where inputs are required."""
    missing: tuple[str, ...]
    """What is required and not known."""
    message: str | None
    """What the policy tells whoever fails it."""
    rule_place: PlaceShown
    """Where the rule stands."""
    place: PlaceShown
    """Where the profile could be changed."""


@dataclass(frozen=True, eq=False, repr=False)
class BaselineShown(Result):
    """What a profile is compared with."""

    file: str
    """Its file, within the folder of baselines where that is one."""
    pack: PackShown
    simulation: Simulation
    weeks: TotalSpread
    """Simulated percentiles of the whole, in weeks."""


@dataclass(frozen=True, eq=False, repr=False)
class PhaseChanged(Result):
    """One phase, in the baseline and now; weeks at P50 and P80."""

    id: str
    title: str
    before: AtShares | None
    """In the baseline; null where it was out of scope."""
    now: AtShares | None
    """Now; null where it is out of scope."""
    change: AtShares
    """Now less before; out of scope counts as 0."""


@dataclass(frozen=True, eq=False, repr=False)
class ProfileChecked(Result):
    """One profile with all that was judged of it."""

    file: str
    name: str | None
    passed: bool
    """Whether it was judged, and fails no rule that denies."""
    pack: PackShown | None
    """Null where the profile could not be judged, as are the other figures."""
    simulation: Simulation | None
    weeks: TotalSpread | None
    """Simulated percentiles of the whole, in weeks."""
    finish_date: TotalDates | None
    """The last day worked; null without a start."""
    baseline: BaselineShown | None
    """Null where there is none."""
    change: AtShares | None
    """Weeks of the whole, now less before; null without a baseline."""
    phases: tuple[PhaseChanged, ...]
    """Each phase against the baseline; empty without one."""
    rules: tuple[RuleJudged, ...]
    """In the order of the policy, those of options last."""
    notes: tuple[Sentence, ...]
    errors: tuple[Problem, ...]


@dataclass(frozen=True, eq=False, repr=False)
class Counts(Result):
    """How many profiles there are, and what came of them."""

    profiles: int
    passed: int
    """How many fail no rule that denies."""
    denied: int
    """How many fail one."""
    errors: int
    """How many could not be judged."""
    warnings: int
    """How many rules that warn are failed, over all profiles."""


@dataclass(frozen=True, eq=False, repr=False)
class Check(Result):
    """Profiles held to a policy."""

    schema: Literal["crmtimeline/check/1"]
    """The name of this form."""
    tool: Tool
    language: Language
    """The language of all titles and sentences."""
    policy: str | None
    """The policy's file; null where options are all there is."""
    passed: bool
    """Whether everything could be judged, and no rule denies."""
    counts: Counts
    profiles: tuple[ProfileChecked, ...]
    """In the order given."""
    errors: tuple[Problem, ...]
    """What is wrong in the policy, or in options."""


class Baseline(NamedTuple):
    """What a profile is compared with, its phases by id with title and weeks."""

    shown: BaselineShown
    phases: Mapping[str, tuple[str, Spread]]
