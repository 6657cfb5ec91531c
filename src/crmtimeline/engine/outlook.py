"""Outlook: the trials of one project, as planned before anything has happened."""

from collections.abc import Callable
from dataclasses import dataclass

from crmtimeline.engine.dating import Dating
from crmtimeline.engine.draws import Ranks, column
from crmtimeline.engine.inputs import Inputs
from crmtimeline.engine.lengths import lengths, usual_shared
from crmtimeline.engine.network import FREE, forward, network
from crmtimeline.engine.scope import Scoped, scope
from crmtimeline.engine.settings import Settings
from crmtimeline.engine.simulate import Scenarios, Trials, scenarios, simulate
from crmtimeline.model.pack import RulePack
from crmtimeline.model.plan import Activity, Common, Weeks
from crmtimeline.model.profile import Profile


@dataclass(frozen=True, eq=False, repr=False)
class Outlook:
    """Trials and scenarios, with the inputs and activities that they were made from.

    `order_of` gives the trials in the order of a column's rank.
    """

    inputs: Inputs
    scoped: Scoped
    activities: tuple[Activity, ...]
    simulated: Trials
    scenario: Scenarios
    order_of: Callable[[str], Ranks]


@dataclass(frozen=True, eq=False, repr=False)
class Project:
    """Rules, a profile and settings, from which outlooks are made."""

    rules: RulePack
    profile: Profile
    settings: Settings
    common: Common

    def inputs(self, trials: int) -> Inputs:
        """Return the inputs in so many trials."""
        return Inputs(self.rules.pack, self.profile.inputs, self.settings.seed, trials)

    def scoped(self, inputs: Inputs) -> Scoped:
        """Return the activities at these inputs."""
        return scope(self.rules, self.profile, inputs, self.settings.language)

    def end(self, dated: Dating | None) -> Weeks:
        """Return the end of the whole in every trial as planned, in weeks, and nothing else."""
        seed, trials = self.settings.seed, self.settings.trials
        activities = self.scoped(self.inputs(trials)).activities
        held = dated.held(activities) if dated else FREE
        taken = lengths(activities, self.common, usual_shared(seed, trials), seed)
        net = network([activity.ties for activity in activities])
        return forward(net, taken.weeks, taken.absent, held).end

    def plan(self, dated: Dating | None) -> Outlook:
        """Return the outlook before anything has happened."""
        seed, trials = self.settings.seed, self.settings.trials
        inputs = self.inputs(trials)
        scoped = self.scoped(inputs)
        activities = scoped.activities
        held = dated.held(activities) if dated else FREE
        taken = lengths(activities, self.common, usual_shared(seed, trials), seed)
        return Outlook(
            inputs=inputs,
            scoped=scoped,
            activities=activities,
            simulated=simulate(activities, taken, held),
            scenario=scenarios(activities, held),
            order_of=lambda name: column(seed, name, trials).order,
        )
