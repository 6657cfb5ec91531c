"""Forecast: the outlook of a project as what has happened leaves it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from crmtimeline.engine.dating import Dating
from crmtimeline.engine.draws import Ranks, column
from crmtimeline.engine.evidence import Around, length_beyond
from crmtimeline.engine.lengths import (
    COMMON_CAUSE,
    PROJECT_SPREAD,
    Lengths,
    phase_column,
    shape_through,
)
from crmtimeline.engine.network import network
from crmtimeline.engine.outlook import Outlook, Project, Unscheduled
from crmtimeline.engine.posterior import Posterior
from crmtimeline.engine.progress import actuals
from crmtimeline.engine.reforecast import reforecast
from crmtimeline.engine.risks import Happened, happens, risk_column
from crmtimeline.engine.scope import Scoped
from crmtimeline.engine.simulate import scenarios, simulate
from crmtimeline.errors import InputError, Issue, Message
from crmtimeline.model.plan import Activity, Actual, Hazard, Triple

SCENARIO_SHARES = (0.1, 0.5, 0.9)
"""Where low, likely and high lie in a range, for what is left of a running phase."""


@dataclass(frozen=True, eq=False, repr=False)
class Forecast(Outlook):
    """An outlook with what was learned; its inputs are those of the trials drawn for it."""

    found: Posterior


def forecast(project: Project, plan: Outlook, dated: Dating) -> Forecast:
    """Return the outlook as the profile's progress leaves it.

    Raises InputError where that cannot have happened, P125 where no trial of the rules has it.
    """
    left, found = going_on(project, plan.scoped, dated)
    happened = left.held.actuals
    activities = tuple(
        replace(each, in_scenario=_in_scenario(at, each, happened, left.lengths))
        for at, each in enumerate(left.activities)
    )
    ranges = {at: _left(activities[at], each) for at, each in happened.items()}
    begun = frozenset(
        risk_column(hazard.title) for at in happened for hazard in activities[at].risks
    )
    seed = project.settings.seed
    return Forecast(
        inputs=project.inputs(found.drawn),
        scoped=plan.scoped,
        activities=activities,
        simulated=simulate(activities, left.lengths, left.held),
        scenario=scenarios(activities, left.held, ranges),
        order_of=lambda name: _order(name, found, begun, seed),
        happened=lambda hazard: _happened(hazard, found, begun, seed),
        found=found,
    )


def going_on(project: Project, scoped: Scoped, dated: Dating) -> tuple[Unscheduled, Posterior]:
    """Return the trials as the profile's progress leaves them, and which these are.

    Raises InputError as `forecast` does.
    """
    profile, settings = project.profile, project.settings
    happened = actuals(profile, scoped, dated.days)
    found = reforecast(
        lambda trials: project.scoped(project.inputs(trials)).activities,
        happened,
        project.common,
        settings.seed,
        settings.trials,
    )
    if found is None:
        raise InputError([Issue(Message("P125"), profile.spot("progress"))])
    left = Unscheduled(
        inputs=project.inputs(found.posterior.drawn),
        activities=found.activities,
        lengths=found.lengths,
        net=network([each.ties for each in found.activities]),
        held=dated.held(found.activities, happened, profile.keys.as_of),
        posterior=found.posterior,
    )
    return left, found.posterior


def _in_scenario(
    at: int, activity: Activity, happened: Mapping[int, Actual], taken: Lengths
) -> bool:
    """Whether a phase is in scope in the scenario, as far as what has happened settles it."""
    if at in happened:
        return True
    return activity.in_scenario and not np.all(taken.absent[at])


def _order(name: str, found: Posterior, begun: frozenset[str], seed: int) -> Ranks:
    """Return the trials taken in the order of a column.

    Phases have columns of their own, and so have risks but for those of phases that have `begun`.
    """
    trials = len(found.taken)
    if name.startswith((phase_column(""), risk_column(""))) and name not in begun:
        return column(seed, name, trials).order
    shared = dict(zip((COMMON_CAUSE, PROJECT_SPREAD), found.shared, strict=True))
    values = shared.get(name)
    if values is None:
        values = column(seed, name, found.drawn).rank.take(found.taken).astype(np.float64)
    return np.argsort(values, kind="stable")


def _happened(hazard: Hazard, found: Posterior, begun: frozenset[str], seed: int) -> Happened:
    """Return in which of the trials taken a risk happens."""
    if risk_column(hazard.title) in begun:
        return happens(hazard, seed, found.drawn).take(found.taken)
    return happens(hazard, seed, len(found.taken))


def _left(activity: Activity, actual: Actual) -> Triple:
    """Return the range of an activity that has begun: all of its weeks, those spent included."""
    if actual.finished is not None or activity.is_gate:
        done = (actual.finished or actual.started) - actual.started
        return done, done, done
    if activity.weeks[1] == 0:
        return actual.spent, actual.spent, actual.spent
    if actual.remaining is not None:
        low, likely, high = (actual.spent + each for each in actual.remaining)
        return low, likely, high
    alone = Around(np.zeros(len(SCENARIO_SHARES)), np.zeros(len(SCENARIO_SHARES)), 1.0)
    shape, shares = shape_through(activity.weeks), np.array(SCENARIO_SHARES)
    low, likely, high = length_beyond(shape, alone, actual.spent, shares).tolist()
    return low, likely, high
