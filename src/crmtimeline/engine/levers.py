"""Levers: the changes of inputs, one step easier each, that customer or vendor can make."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from crmtimeline.engine.inputs import Inputs, Settled
from crmtimeline.errors import Message
from crmtimeline.model.inputs import Lever
from crmtimeline.model.pack import EMPLOYEES, LOAD, USERS, Pack
from crmtimeline.model.plan import Draw
from crmtimeline.model.profile import Profile
from crmtimeline.model.strict import Language, Value, text_in

SYSTEMS = ("integrations", "systems")
"""Where a profile lists systems."""

USUAL_INTERFACE = "standard"

NOT_TEXT = ("true", "false", "null")
"""Words that are no text in YAML unless they are quoted."""

MOST_WHOLE = 1e15
"""Whole numbers below are written without a fraction."""

DIGITS = 9
"""Decimals of a stepped number: more are the dust of sums."""


@dataclass(frozen=True, eq=False, repr=False)
class Step:
    """One lever: its input as it is, and the easier value it can have."""

    settled: Settled
    lever: Lever
    value: Value
    repeated: bool = False
    """Whether it may take more than the one step that its title names."""

    @property
    def name(self) -> str:
        """The input that it changes."""
        return self.settled.name

    def title(self, language: Language) -> str | Message:
        """Return what to do, as an imperative."""
        title = text_in(self.lever.title, language, self.settled.title(language))
        if not self.repeated:
            return title
        return Message("lever_repeated", {"title": title, "value": self.value})

    @property
    def changes(self) -> dict[str, Value]:
        """The change, as a variant takes it."""
        return {self.name: self.value}

    @property
    def setting(self) -> str:
        """The change, as `--set` takes it."""
        return f"{self.name}={as_scalar(self.value)}"


def steps(
    pack: Pack, profile: Profile, inputs: Inputs, drawn: Callable[[Settled], Draw | None]
) -> Iterator[Step]:
    """Yield every lever that has an easier value, in the pack's order.

    `inputs` are those that the rules of this project have asked for, and `drawn` is what trials
    have of an unknown one. A given one goes one step; one that varies goes to the easiest of its
    usual values.
    """
    asked = inputs.asked | ({EMPLOYEES, USERS} if pack.presets else set())
    for name, declared in pack.inputs.items():
        if declared.lever is None or name not in asked:
            continue
        settled = inputs[name]
        if settled.given:
            value = _easier(settled, declared.lever, profile.given)
            if value is not None:
                yield Step(settled, declared.lever, value)
        elif settled.draws and (draw := drawn(settled)) is not None:
            yield from _easiest(settled, draw, declared.lever)


def as_scalar(value: Value) -> str:
    """Return a YAML scalar that is read as this value: a text in quotes unless it is a plain word.

    >>> [as_scalar(value) for value in (True, 2.0, 0.25, "light", "true", "12", 'a "b"')]
    ['true', '2', '0.25', 'light', '"true"', '"12"', 'a "b"']
    """
    if isinstance(value, bool):
        return "true" if value else "false"
    if not isinstance(value, str):
        whole = abs(value) < MOST_WHOLE and value == int(value)
        return str(int(value)) if whole else repr(float(value))
    plain = value[:1].isalpha() and value.isprintable() and value == value.strip()
    if plain and value not in NOT_TEXT:
        return value
    quoted = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{"".join(each if each.isprintable() else _escape(each) for each in quoted)}"'


def _escape(character: str) -> str:
    code = ord(character)
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"


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
    value = round(float(settled.value) + step, DIGITS)
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


def _easiest(settled: Settled, draw: Draw, lever: Lever) -> Iterator[Step]:
    """Yield the step to the easiest of the values that an unknown input may have."""
    levels = settled.declared.level_values
    values = [draw.values[at] for at in np.unique(draw.index).tolist()]
    if len(values) == 1:
        return
    if levels is not None:
        yield Step(settled, lever, next(level for level in levels if level in values))
    elif lever.step is not None and isinstance(draw.values, tuple):  # a range has no easiest one
        least, most = float(min(values)), float(max(values))
        repeated = most - least > abs(lever.step)
        yield Step(settled, lever, least if lever.step < 0 else most, repeated)
