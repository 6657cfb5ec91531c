"""Variants: the whole of one project at other inputs, under the same draws.

Every random column keeps its name, so two variants differ by their inputs and not by noise.
"""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from crmtimeline.engine.alike import alike
from crmtimeline.engine.draws import Floats
from crmtimeline.engine.estimate import common_causes, dating_of
from crmtimeline.engine.forecast import forecast, going_on
from crmtimeline.engine.inputs import Settled, contradictory
from crmtimeline.engine.outlook import Outlook, Project, Unscheduled
from crmtimeline.engine.reach import decides, going_before, reached
from crmtimeline.engine.settings import Settings
from crmtimeline.engine.statistics import percentiles
from crmtimeline.errors import InputError
from crmtimeline.model.calendar import Calendar
from crmtimeline.model.pack import RulePack
from crmtimeline.model.plan import Draw
from crmtimeline.model.profile import Profile
from crmtimeline.model.strict import Value

Changes = Mapping[str, Value | None]
"""Inputs by dotted name with the value to take; None leaves one out, so that it is unknown."""


KEPT = 8
"""How many sets of changes are kept with all their trials, beside the project as it is."""


class Variants:
    """Estimates one project's whole at changed inputs, each set of changes once."""

    def __init__(
        self,
        rules: RulePack,
        profile: Profile,
        settings: Settings,
        calendar: Calendar | None = None,
    ) -> None:
        self._rules, self._profile = rules, profile
        self._settings, self._calendar = settings, calendar
        self.dated = dating_of(rules.pack, profile, calendar)
        self._ends: dict[frozenset[tuple[str, Value | None]], Floats] = {}
        self._made: dict[frozenset[tuple[str, Value | None]], Unscheduled] = {}
        self._begun = going_before(rules.pack, profile.keys.progress)

    @property
    def trials(self) -> int:
        """How many trials there are."""
        return self._settings.trials

    @property
    def under_way(self) -> bool:
        """Whether something has happened in the project."""
        return bool(self._profile.keys.progress)

    def without(self, risk: str) -> "Variants":
        """Return the variants of the project in which a risk is avoided, by its title."""
        pack, keys = self._rules.pack, self._profile.keys
        left = [[each for each in some if each.title != risk] for some in (pack.risks, keys.risks)]
        rules = replace(self._rules, pack=pack.model_copy(update={"risks": left[0]}))
        profile = replace(self._profile, keys=keys.model_copy(update={"risks": left[1]}))
        return Variants(rules, profile, self._settings, self._calendar)

    def project(self, changes: Changes) -> Project:
        """Return the project at these changes."""
        inputs = {**self._profile.inputs, **changes}
        known = {name: value for name, value in inputs.items() if value is not None}
        profile = replace(self._profile, inputs=known)
        return Project(self._rules, profile, self._settings, common_causes(self._rules.pack))

    def ends(self, changes: Changes) -> Floats:
        """Return the weeks of the whole in every trial at these changes, ascending."""
        key = frozenset(changes.items())
        if key not in self._ends:
            end = self.unscheduled(changes).end
            self._ends[key] = np.sort(np.broadcast_to(end, self._settings.trials))
        return self._ends[key]

    def unscheduled(self, changes: Changes) -> Unscheduled:
        """Return the trials at these changes, before they are scheduled."""
        deep = {name: value for name, value in changes.items() if self.is_deep(name)}
        like = self._anew(deep)
        if len(deep) == len(changes):
            return like
        reach = reached(self._rules.pack, changes.keys() - deep.keys())
        return alike(self.project(changes), like, reach, self.dated)

    def is_deep(self, name: str) -> bool:
        """Whether a change of an input changes more than the phases whose rules read it.

        That is so where others hang on it, or where what has happened tells of it.
        """
        pack = self._rules.pack
        return decides(pack, name) or not self._begun.isdisjoint(reached(pack, [name]))

    def is_open(self, name: str) -> bool:
        """Whether an input can still change something: not all phases that it reaches are done."""
        progress = self._profile.keys.progress
        done = {phase for phase, seen in progress.items() if seen.finished is not None}
        return not reached(self._rules.pack, [name]) <= done

    def _anew(self, changes: Changes) -> Unscheduled:
        """Return the trials at these changes, all phases made anew; the last ones are kept."""
        key = frozenset(changes.items())
        if key not in self._made:
            if len(self._made) > KEPT:
                self._made.pop(next(each for each in self._made if each))
            self._made[key] = self._unscheduled(self.project(changes))
        return self._made[key]

    def _unscheduled(self, project: Project) -> Unscheduled:
        if not self.under_way or self.dated is None:
            return project.unscheduled(self.dated)
        scoped = project.scoped(project.inputs(self._settings.trials))
        return going_on(project, scoped, self.dated)[0]

    def outlook(self, changes: Changes) -> Outlook:
        """Return all trials of the project at these changes, as far as it has come."""
        project = self.project(changes)
        plan = project.plan(self.dated)
        if not self.under_way or self.dated is None:
            return plan
        return forecast(project, plan, self.dated)

    def consistent(self, changes: Changes) -> bool:
        """Whether a profile can have these changes: its size, employees and users agree."""
        return not contradictory(self._rules.pack, self.project(changes).profile.inputs)

    def possible(self, changes: Changes) -> bool:
        """Whether these changes are consistent, leave a project, and what has happened can have."""
        if not self.consistent(changes):
            return False
        try:
            self.ends(changes)
        except InputError:
            return False
        return True

    def draw(self, settled: Settled) -> Draw | None:
        """Return what trials have of an unknown input, as far as the project has come."""
        now = self.unscheduled({})
        draw = now.inputs[settled.name].draw
        if draw is None or now.posterior is None:
            return draw
        return replace(draw, index=draw.index.take(now.posterior.taken))

    def weeks(self, changes: Changes, share: int) -> float:
        """Return a percentile of the whole in weeks, such as 80 for P80, not rounded."""
        return percentiles(self.ends(changes), [share])[0]
