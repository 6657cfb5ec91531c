"""Variants: the whole of one project at other inputs, under the same draws.

Every random column keeps its name, so two variants differ by their inputs and not by noise.
"""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from crmtimeline.engine.draws import Floats
from crmtimeline.engine.estimate import common_causes, dating_of
from crmtimeline.engine.forecast import forecast
from crmtimeline.engine.outlook import Outlook, Project, Unscheduled
from crmtimeline.engine.settings import Settings
from crmtimeline.engine.statistics import percentiles
from crmtimeline.errors import InputError
from crmtimeline.model.calendar import Calendar
from crmtimeline.model.pack import RulePack
from crmtimeline.model.plan import Weeks
from crmtimeline.model.profile import Profile
from crmtimeline.model.strict import Value

Changes = Mapping[str, Value | None]
"""Inputs by dotted name with the value to take; None leaves one out, so that it is unknown."""


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
            end = self._end(self.project(changes))
            self._ends[key] = np.sort(np.broadcast_to(end, self._settings.trials))
        return self._ends[key]

    def _end(self, project: Project) -> Weeks:
        if not self._under_way:
            return project.unscheduled(self.dated).end
        return self._outlook(project).simulated.schedule.end

    def outlook(self, changes: Changes) -> Outlook:
        """Return all trials of the project at these changes, as far as it has come."""
        return self._outlook(self.project(changes))

    def _outlook(self, project: Project) -> Outlook:
        plan = project.plan(self.dated)
        if not self._under_way or self.dated is None:
            return plan
        return forecast(project, plan, self.dated)

    @property
    def _under_way(self) -> bool:
        return bool(self._profile.keys.progress)

    def lengths(self, changes: Changes) -> Unscheduled | None:
        """Return the trials before they are scheduled; None of a project that is under way."""
        if self._under_way:
            return None
        return self.project(changes).unscheduled(self.dated)

    def possible(self, changes: Changes) -> bool:
        """Whether these changes leave a project, and one in which what has happened can have."""
        try:
            self.ends(changes)
        except InputError:
            return False
        return True

    def weeks(self, changes: Changes, share: int) -> float:
        """Return a percentile of the whole in weeks, such as 80 for P80, not rounded."""
        return percentiles(self.ends(changes), [share])[0]
