"""Outlook: the trials of one project, as planned before anything has happened."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from crmtimeline.engine.dating import Dating
from crmtimeline.engine.draws import Ranks, column
from crmtimeline.engine.inputs import Inputs
from crmtimeline.engine.lengths import Lengths, Shared, lengths, usual_shared
from crmtimeline.engine.network import FREE, Held, Network, forward, network
from crmtimeline.engine.posterior import Posterior
from crmtimeline.engine.risks import Happened, delayed, happens
from crmtimeline.engine.scope import Like, Scoped, scope
from crmtimeline.engine.settings import Settings
from crmtimeline.engine.simulate import Scenarios, Trials, scenarios, simulate
from crmtimeline.model.pack import RulePack
from crmtimeline.model.plan import Activity, Common, Hazard, Weeks
from crmtimeline.model.profile import Profile


@dataclass(frozen=True, eq=False, repr=False)
class Outlook:
    """Trials and scenarios, with the inputs and activities that they were made from.

    `order_of` gives the trials in the order of a column's rank, `happened` those in which a risk
    happens.
    """

    inputs: Inputs
    scoped: Scoped
    activities: tuple[Activity, ...]
    simulated: Trials
    scenario: Scenarios
    order_of: Callable[[str], Ranks]
    happened: Callable[[Hazard], Happened]


@dataclass(frozen=True, eq=False, repr=False)
class Unscheduled:
    """Activities with their lengths in every trial, their network, and what holds them.

    `posterior` says which of the trials of its inputs these are, where something has happened.
    """

    inputs: Inputs
    activities: tuple[Activity, ...]
    lengths: Lengths
    net: Network
    held: Held
    posterior: Posterior | None = None

    @property
    def end(self) -> Weeks:
        """The end of the whole in every trial, in weeks."""
        return forward(self.net, self.lengths.weeks, self.lengths.absent, self.held).end

    def fits(self, other: "Unscheduled") -> bool:
        """Whether both are of the same phases, tied alike and present in the same trials."""
        pairs = zip(self.lengths.absent, other.lengths.absent, strict=False)
        return (
            [each.id for each in self.activities] == [each.id for each in other.activities]
            and self.net.ties == other.net.ties
            and all(np.array_equal(one, two) for one, two in pairs)
        )


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

    def scoped(self, inputs: Inputs, like: Like | None = None) -> Scoped:
        """Return the activities at these inputs, as far as they are not `like` those known."""
        return scope(self.rules, self.profile, inputs, self.settings.language, like)

    def unscheduled(self, dated: Dating | None) -> Unscheduled:
        """Return the trials as planned, before they are scheduled."""
        inputs = self.inputs(self.settings.trials)
        activities = self.scoped(inputs).activities
        return Unscheduled(
            inputs=inputs,
            activities=activities,
            lengths=self.lengths(activities),
            net=network([activity.ties for activity in activities]),
            held=dated.held(activities) if dated else FREE,
        )

    def plan(self, dated: Dating | None) -> Outlook:
        """Return the outlook before anything has happened."""
        seed, trials = self.settings.seed, self.settings.trials
        inputs = self.inputs(trials)
        scoped = self.scoped(inputs)
        activities = scoped.activities
        held = dated.held(activities) if dated else FREE
        return Outlook(
            inputs=inputs,
            scoped=scoped,
            activities=activities,
            simulated=simulate(activities, self.lengths(activities), held),
            scenario=scenarios(activities, held),
            order_of=lambda name: column(seed, name, trials).order,
            happened=lambda hazard: happens(hazard, seed, trials),
        )

    def lengths(self, activities: Sequence[Activity], shared: Shared | None = None) -> Lengths:
        """Return how long activities take, under the common causes of trials or the usual ones."""
        seed, trials = self.settings.seed, self.settings.trials
        usual = lengths(activities, self.common, shared or usual_shared(seed, trials), seed)
        return delayed(usual, activities, seed, trials)
