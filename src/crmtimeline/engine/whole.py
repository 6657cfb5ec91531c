"""Whole: the little of an estimate that is told of each of many projects."""

import numpy as np

from crmtimeline.engine.estimate import as_it_stands, common_causes, dating_of
from crmtimeline.engine.outlook import Outlook, Project
from crmtimeline.engine.results import Spreads, criticality_index, total
from crmtimeline.engine.settings import Settings
from crmtimeline.engine.statistics import variance_shares
from crmtimeline.model.batch import Whole
from crmtimeline.model.calendar import Calendar
from crmtimeline.model.estimate import IN_MOST, Estimate
from crmtimeline.model.pack import RulePack
from crmtimeline.model.profile import Profile


def whole(
    rules: RulePack, profile: Profile, settings: Settings, calendar: Calendar | None = None
) -> Whole:
    """Return what `estimate` says of the whole, at a third of its cost.

    Raises InputError as that does.
    """
    project = Project(rules, profile, settings, common_causes(rules.pack))
    dated = dating_of(rules.pack, profile, calendar)
    plan = project.plan(dated)
    now, _ = as_it_stands(project, plan, dated)
    spreads = Spreads(settings.trials)
    return Whole(
        total=total(spreads, now.simulated, now.scenario, dated),
        critical=tuple(
            activity.id
            for at, activity in enumerate(now.activities)
            if criticality_index(now.simulated, at) >= IN_MOST
        ),
        unknown=frozenset(each.name for each in plan.inputs.unknown),
        widest=_widest(plan, now, settings.trials),
    )


def _widest(plan: Outlook, now: Outlook, trials: int) -> str | None:
    names = [each.name for each in plan.inputs.unknown if each.draws]
    end = np.broadcast_to(now.simulated.schedule.end, trials)
    shares = variance_shares(end, [now.order_of(name) for name in names])
    share, name = max(
        zip((round(each, 3) for each in shares), names, strict=True),
        key=lambda each: each[0],
        default=(0.0, None),
    )
    return name if share else None


def whole_of(estimate: Estimate) -> Whole:
    """Return the same of an estimate that is there."""
    critical = tuple(each.id for each in estimate.phases if each.criticality_index >= IN_MOST)
    first = next(iter(estimate.unknowns), None)
    widest = first.input if first is not None and first.variance_share else None
    unknown = frozenset(each.input for each in estimate.unknowns)
    return Whole(estimate.total, critical, unknown, widest)
