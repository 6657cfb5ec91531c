"""Measures: what each kind of rule finds in an estimate, and whether that keeps the rule's limit.

Weeks as the estimate has them, rounded to 0.01; shares 0-1, rounded to 0.001.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from crmtimeline.engine.basis import CORRELATION
from crmtimeline.engine.lengths import PROJECT_SPREAD
from crmtimeline.engine.results import rounded_weeks
from crmtimeline.errors import Message
from crmtimeline.model.estimate import Estimate, PhaseEstimate
from crmtimeline.model.figures import Spread
from crmtimeline.model.pack import Pack
from crmtimeline.model.policy import (
    ChangeLimit,
    FinishLimit,
    Kind,
    LeastShare,
    MostRatio,
    MostShare,
    NamedRule,
    PackLimit,
    WeeksLimit,
)
from crmtimeline.model.profile import Profile, ProfileKeys
from crmtimeline.model.verdict import Baseline

_PARTS = re.compile(r"0*([0-9]+)|([^0-9]+)")


@dataclass(frozen=True, eq=False, repr=False)
class Subject:
    """What is held to a policy: a profile, its pack and estimate, and what it was before."""

    pack: Pack
    profile: Profile
    estimate: Estimate
    baseline: Baseline | None


class Measured(NamedTuple):
    """What was found and what is allowed, or the inputs that are missing."""

    kept: bool
    actual: float | date | str | None = None
    limit: float | date | str | None = None
    missing: tuple[str, ...] = ()


def measure(named: NamedRule, subject: Subject) -> Measured | Message:
    """Return what a rule finds in an estimate, or why there is nothing to find."""
    found: Measured | Message = _MEASURES[named.kind](getattr(named.rule, named.kind), subject)
    return found


def assumed_share(estimate: Estimate) -> float:
    """Return the share of the figures that act on an estimate that somebody assumed."""
    acting = {
        phase.id if step.before is None else step.step
        for phase in estimate.phases
        for step in phase.trace
    }
    common = {
        CORRELATION: estimate.simulation.correlation,
        PROJECT_SPREAD: estimate.simulation.project_spread,
    }
    acting |= {name for name, value in common.items() if value}
    assumed = [figure for figure in estimate.figures if figure.basis == "assumed"]
    return round(len(assumed) / len(acting), 3)


def version_order(version: str) -> list[tuple[str, int, str]]:
    """Return what versions are ordered by: numbers in them as numbers, before any text.

    >>> version_order("2026.9") < version_order("2026.11")
    True
    """
    return [(text, len(number), number) for number, text in _PARTS.findall(version)]


def _weeks(limit: WeeksLimit, subject: Subject) -> Measured | Message:
    spread: Any = subject.estimate.total.weeks
    if limit.phase is not None:
        phase = _phase(limit.phase, subject)
        if isinstance(phase, Message):
            return phase
        spread = phase.duration
    actual = _at(spread, limit.at)
    return Measured(actual <= limit.max, actual, limit.max)


def _finish(limit: FinishLimit, subject: Subject) -> Measured | Message:
    dates: Any = subject.estimate.total.finish_date
    if limit.phase is not None:
        phase = _phase(limit.phase, subject)
        if isinstance(phase, Message):
            return phase
        dates = phase.finish_date
    day: date = _at(dates, limit.at)
    return Measured(day <= limit.by, day, limit.by)


def _change(limit: ChangeLimit, subject: Subject) -> Measured | Message:
    baseline = subject.baseline
    if baseline is None:
        return Message("gate_no_baseline")
    before: Any = baseline.shown.weeks
    now: Any = subject.estimate.total.weeks
    if limit.phase is not None:
        if limit.phase not in subject.pack.phases:
            return _no_phase(limit.phase, subject)
        before = baseline.phases[limit.phase][1] if limit.phase in baseline.phases else None
        phases = {phase.id: phase.duration for phase in subject.estimate.phases}
        now = phases.get(limit.phase)
    change = rounded_weeks(_at_or_0(now, limit.at) - _at_or_0(before, limit.at))
    return Measured(change <= limit.max, change, limit.max)


def _deadline(limit: LeastShare, subject: Subject) -> Measured | Message:
    deadline = subject.estimate.deadline
    if deadline is None:
        return Message("gate_no_deadline")
    return Measured(deadline.probability >= limit.min, deadline.probability, limit.min)


def _unknown(limit: MostShare, subject: Subject) -> Measured:
    share = subject.estimate.variance_shares.unknowns
    return Measured(share <= limit.max, share, limit.max)


def _assumed(limit: MostShare, subject: Subject) -> Measured:
    share = assumed_share(subject.estimate)
    return Measured(share <= limit.max, share, limit.max)


def _ratio(limit: MostRatio, subject: Subject) -> Measured | Message:
    weeks = subject.estimate.total.weeks
    if not weeks.p50:
        return Message("gate_no_length")
    ratio = round(weeks.p80 / weeks.p50, 3)
    return Measured(ratio <= limit.max, ratio, limit.max)


def _require(names: list[str], subject: Subject) -> Measured:
    missing = tuple(name for name in names if not _is_given(name, subject.profile))
    return Measured(not missing, missing=missing)


def _is_given(name: str, profile: Profile) -> bool:
    return name in (profile.given if name in ProfileKeys.model_fields else profile.inputs)


def _packs(limits: Mapping[str, PackLimit], subject: Subject) -> Measured:
    pack = subject.estimate.pack
    limit = limits.get(pack.id)
    kept = limit is not None and (
        limit.version in (None, pack.version)
        and (limit.at_least is None or version_order(pack.version) >= version_order(limit.at_least))
    )
    allowed = ", ".join(_allowed(name, each) for name, each in limits.items())
    return Measured(kept, f"{pack.id} {pack.version}", allowed)


def _allowed(name: str, limit: PackLimit) -> str:
    parts = [name]
    parts += [limit.version] if limit.version is not None else []
    return " ".join([*parts, f">= {limit.at_least}"] if limit.at_least is not None else parts)


def _phase(name: str, subject: Subject) -> PhaseEstimate | Message:
    """Return a phase of the estimate, or why it has none."""
    for phase in subject.estimate.phases:
        if phase.id == name:
            return phase
    for excluded in subject.estimate.excluded:
        if excluded.id == name:
            return Message("gate_out", {"reason": excluded.reason})
    return _no_phase(name, subject)


def _no_phase(name: str, subject: Subject) -> Message:
    return Message("gate_no_phase", {"pack": subject.pack.id, "phase": name})


def _at(percentiles: Any, share: int) -> Any:
    return getattr(percentiles, f"p{share}")


def _at_or_0(spread: Spread | None, share: int) -> float:
    return 0.0 if spread is None else float(_at(spread, share))


_MEASURES: Mapping[Kind, Callable[[Any, Subject], Measured | Message]] = {
    "weeks": _weeks,
    "finish": _finish,
    "change": _change,
    "deadline": _deadline,
    "unknown": _unknown,
    "assumed": _assumed,
    "ratio": _ratio,
    "require": _require,
    "packs": _packs,
}
