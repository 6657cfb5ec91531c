"""Estimate: from a profile and rules to the one frozen result that every output shows."""

import numpy as np

from crmtimeline.engine.causes import drivers, unknowns, variance_by_kind
from crmtimeline.engine.inputs import Inputs
from crmtimeline.engine.milestones import milestones
from crmtimeline.engine.results import Spreads, phases, total
from crmtimeline.engine.scope import scope
from crmtimeline.engine.settings import Settings
from crmtimeline.engine.simulate import scenarios, simulate
from crmtimeline.engine.warnings import warnings
from crmtimeline.model.cite import cite_shown
from crmtimeline.model.estimate import (
    AssumptionShown,
    Estimate,
    PackShown,
    ProfileShown,
    Simulation,
    Tool,
)
from crmtimeline.model.pack import Pack, RulePack
from crmtimeline.model.plan import Common
from crmtimeline.model.profile import Profile
from crmtimeline.model.strict import Language, text_in


def estimate(rules: RulePack, profile: Profile, settings: Settings) -> Estimate:
    """Return the estimate of a profile by a rule pack; equal arguments give equal estimates."""
    pack, language, seed = rules.pack, settings.language, settings.seed
    inputs = Inputs(pack, profile.inputs, seed, settings.trials)
    scoped = scope(rules, profile, inputs, language)
    common = common_causes(pack)
    simulated = simulate(scoped.activities, common, seed, settings.trials)
    scenario = scenarios(scoped.activities)
    spreads = Spreads(settings.trials)
    end = np.broadcast_to(simulated.schedule.end, settings.trials)
    causes = drivers(scoped.activities, inputs.unknown, common, end, settings)
    return Estimate(
        schema="crmtimeline/estimate/1",
        tool=Tool(settings.version),
        language=language,
        profile=_profile_shown(pack, profile, language),
        pack=PackShown(pack.id, pack.version, rules.digest, text_in(pack.title, language, pack.id)),
        simulation=Simulation(settings.trials, seed, common.correlation, common.project_spread),
        total=total(spreads, simulated, scenario),
        phases=phases(spreads, scoped.activities, simulated, scenario),
        excluded=scoped.excluded,
        unknowns=unknowns(inputs.unknown, causes, language),
        drivers=causes,
        variance_shares=variance_by_kind(causes),
        milestones=tuple(milestones(scoped.expected, spreads, simulated, seed)),
        assumptions=tuple(
            AssumptionShown(
                name, text_in(each.title, language, name), cite_shown(each.cite, language)
            )
            for name, each in pack.assumptions.items()
        ),
        warnings=warnings(rules, profile, scoped.excluded, language),
    )


def common_causes(pack: Pack) -> Common:
    """Return the pack's correlation and project spread; 0 where it is silent."""
    correlation, spread = pack.uncertainty.correlation, pack.uncertainty.project_spread
    return Common(correlation.value if correlation else 0.0, spread.value if spread else 0.0)


def _profile_shown(pack: Pack, profile: Profile, language: Language) -> ProfileShown:
    scope_id = profile.keys.scope
    title = text_in(pack.scopes[scope_id].title, language, scope_id) if scope_id else None
    return ProfileShown(profile.keys.name, profile.digest, profile.given, scope_id, title)
