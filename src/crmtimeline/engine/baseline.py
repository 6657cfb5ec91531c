"""Baseline: an estimate that others are compared with, and what has changed since."""

from collections.abc import Iterator

from crmtimeline.engine.results import rounded_weeks
from crmtimeline.errors import Message
from crmtimeline.model.estimate import Estimate
from crmtimeline.model.figures import AtShares, Spread
from crmtimeline.model.origin import Simulation
from crmtimeline.model.verdict import Baseline, BaselineShown, PhaseChanged


def baseline_of(estimate: Estimate, file: str) -> Baseline:
    """Return an estimate as a baseline for others."""
    shown = BaselineShown(file, estimate.pack, estimate.simulation, estimate.total.weeks)
    phases = {phase.id: (phase.title, phase.duration) for phase in estimate.phases}
    return Baseline(shown, phases)


def changed_phases(baseline: Baseline, estimate: Estimate) -> Iterator[PhaseChanged]:
    """Yield each phase of either, those of now first; titles are those of now where it has one."""
    before = baseline.phases
    now = {phase.id: phase.duration for phase in estimate.phases}
    titles = {name: title for name, (title, _) in before.items()}
    titles |= {phase.id: phase.title for phase in estimate.excluded}
    titles |= {phase.id: phase.title for phase in estimate.phases}
    for name in dict.fromkeys([*now, *before]):
        was = before[name][1] if name in before else None
        change = grown(was, now.get(name))
        yield PhaseChanged(name, titles[name], _pair(was), _pair(now.get(name)), change)


def _pair(spread: Spread | None) -> AtShares | None:
    return None if spread is None else AtShares(spread.p50, spread.p80)


def grown(before: Spread | None, now: Spread | None) -> AtShares:
    """Return the weeks that are added at P50 and P80; out of scope counts as 0."""
    pairs = [_pair(each) or AtShares(0.0, 0.0) for each in (before, now)]
    more = (pairs[1].p50 - pairs[0].p50, pairs[1].p80 - pairs[0].p80)
    return AtShares(*map(rounded_weeks, more))


def notes(baseline: BaselineShown, estimate: Estimate) -> Iterator[Message]:
    """Yield what else than the profile makes a part of the change."""
    if _draws(baseline.simulation) != _draws(estimate.simulation):
        yield Message("compare_noise")
    if baseline.pack.digest != estimate.pack.digest:
        values = {"pack": baseline.pack.id, "version": baseline.pack.version}
        yield Message("gate_other_pack", values)


def _draws(simulation: Simulation) -> tuple[int, int]:
    return simulation.trials, simulation.seed
