"""Levers: the changes of inputs, one step easier each, that customer or vendor can make."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from crmtimeline.engine.inputs import Inputs, Settled
from crmtimeline.model.inputs import Lever
from crmtimeline.model.pack import EMPLOYEES, LOAD, USERS, Pack
from crmtimeline.model.plan import Draw
from crmtimeline.model.profile import Profile
from crmtimeline.model.strict import Language, Value, text_in

SYSTEMS = ("integrations", "systems")
"""Where a profile lists systems."""

USUAL_INTERFACE = "standard"


@dataclass(frozen=True, eq=False, repr=False)
class Step:
    """One lever: its input as it is, and the easier value it can have."""

    settled: Settled
    lever: Lever
    value: Value

    @property
    def name(self) -> str:
        """The input that it changes."""
        return self.settled.name

    def title(self, language: Language) -> str:
        """Return what to do, as an imperative."""
        return text_in(self.lever.title, language, self.settled.title(language))

    @property
    def changes(self) -> dict[str, Value]:
        """The change, as a variant takes it."""
        return {self.name: self.value}


def steps(pack: Pack, profile: Profile, inputs: Inputs) -> list[Step]:
    """Return every lever that has an easier value, in the pack's order.

    `inputs` are those that the rules of this project have asked for. A given one goes one step; one
    that varies goes to the easiest of its usual values.
    """
    return list(_steps(pack, profile, inputs))


def _steps(pack: Pack, profile: Profile, inputs: Inputs) -> Iterator[Step]:
    asked = inputs.asked | ({EMPLOYEES, USERS} if pack.presets else set())
    for name, declared in pack.inputs.items():
        if declared.lever is None or name not in asked:
            continue
        settled = inputs[name]
        value: Value | None = None
        if settled.given:
            value = _easier(settled, declared.lever, profile.given)
        elif settled.draw is not None and settled.draws:
            value = _easiest(settled, settled.draw, declared.lever)
        if value is not None:
            yield Step(settled, declared.lever, value)


def _easier(settled: Settled, lever: Lever, given: Mapping[str, Any]) -> Value | None:
    """Return the value one step easier than the one given, None where there is none."""
    levels = settled.declared.level_values
    if levels is not None:
        at = levels.index(settled.value)
        return levels[at - 1] if at else None
    if lever.step is None:
        return None
    least_system = _least_interface(settled, given)
    step = -least_system if least_system is not None else lever.step
    value = float(settled.value) + step
    bounds = settled.declared.number
    least = bounds.min if bounds is not None and bounds.min is not None else value
    most = bounds.max if bounds is not None and bounds.max is not None else value
    return value if step and least <= value <= most else None


def _least_interface(settled: Settled, given: Mapping[str, Any]) -> float | None:
    """Return what the listed system with the simplest interface counts, None without a list."""
    group = given.get(SYSTEMS[0])
    listed = group.get(SYSTEMS[1]) if settled.name == LOAD and isinstance(group, dict) else None
    if not listed:
        return None
    weights = settled.declared.interfaces or {}
    return min(weights.get(each.get("interface") or USUAL_INTERFACE, 1.0) for each in listed)


def _easiest(settled: Settled, draw: Draw, lever: Lever) -> Value | None:
    """Return the easiest of the values that an unknown input may have."""
    levels = settled.declared.level_values
    values = [draw.values[at] for at in np.unique(draw.index).tolist()]
    if len(values) == 1:
        return None
    if levels is not None:
        return next(level for level in levels if level in values)
    if lever.step is None or not isinstance(draw.values, tuple):
        return None
    numbers = [float(value) for value in values]
    return min(numbers) if lever.step < 0 else max(numbers)
