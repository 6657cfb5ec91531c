"""Inputs: what each is worth in the scenario, and in every trial where the profile leaves it out.

An input that is given is fixed. An unknown one has a usual value and a column of its own, drawn
from the preset of that trial's employees.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from math import sqrt
from typing import Any

import numpy as np

from crmtimeline.engine.distributions import (
    Distribution,
    distribution_of,
    quantiles,
    usual_value,
)
from crmtimeline.engine.draws import Floats, Ranks, column
from crmtimeline.model.inputs import Input, Usual
from crmtimeline.model.pack import EMPLOYEES, SIZE, USERS, Pack, Preset
from crmtimeline.model.plan import Draw
from crmtimeline.model.strict import Language, Value, text_in


@dataclass(frozen=True, eq=False, repr=False)
class Settled:
    """One input: its value in the scenario, and its draw where it is unknown."""

    name: str
    declared: Input
    value: Value
    given: bool
    draw: Draw | None

    @property
    def draws(self) -> bool:
        """Whether it varies by a column of its own; one that stands in for another does not."""
        return self.draw is not None and self.draw.column == self.name

    def title(self, language: Language) -> str:
        """Return what a person calls the input."""
        return text_in(self.declared.title, language, self.name)

    def shown(self, language: Language) -> Value:
        """Return its value in the scenario as a person reads it."""
        return self.label(self.value, language)

    def label(self, value: Value, language: Language) -> Value:
        """Return a value as a person reads it: the label of a level, else the value itself."""
        labels = self.declared.labels or {}
        if isinstance(value, str) or (isinstance(value, bool) and value in labels):
            return text_in(labels.get(value), language, str(value))
        return value


class Inputs:
    """Settles inputs of one profile when rules ask for them, each once."""

    def __init__(self, pack: Pack, given: Mapping[str, Value], seed: int, trials: int) -> None:
        self._pack, self._given = pack, given
        self._seed, self._trials = seed, trials
        self._presets = list(pack.presets.values())
        self._settled: dict[str, Settled] = {}
        self._fixed_preset = preset_given(pack, given)

    def __getitem__(self, name: str) -> Settled:
        """Return the input `name`, settled."""
        if name not in self._settled:
            self._settled[name] = self._settle(name)
        return self._settled[name]

    def with_given(self, given: Mapping[str, Value]) -> "Inputs":
        """Return the inputs of a profile that gives others, none of which decides on presets.

        What does not follow from those that differ is settled already.
        """
        made = Inputs(self._pack, given, self._seed, self._trials)
        made._settled = {
            name: each for name, each in self._settled.items() if not self._differs(name, given)
        }
        return made

    def _differs(self, name: str, given: Mapping[str, Value]) -> bool:
        """Whether an input, or one that stands in for it, is given otherwise."""
        other = self._pack.inputs[name].otherwise
        return given.get(name) != self._given.get(name) or (
            other is not None and self._differs(other, given)
        )

    @property
    def asked(self) -> frozenset[str]:
        """The inputs that rules have asked for, by name."""
        return frozenset(self._settled)

    @property
    def unknown(self) -> tuple[Settled, ...]:
        """The inputs that rules asked for and the profile leaves out, in the pack's order."""
        settled = (self._settled.get(name) for name in self._pack.inputs)
        return tuple(each for each in settled if each is not None and not each.given)

    def _settle(self, name: str) -> Settled:
        declared = self._pack.inputs[name]
        if name in self._given:
            return Settled(name, declared, self._given[name], True, None)
        if declared.otherwise is not None:
            other = self[declared.otherwise]
            return Settled(name, declared, other.value, False, other.draw)
        return Settled(name, declared, self._assume(name), False, self._draw(name))

    def _assume(self, name: str) -> Value:
        preset = self._assumed_preset(name)
        if preset is not None and name == EMPLOYEES:
            usual = round(sqrt(preset.employees.low * preset.employees.high))
            return max(usual, float(self._given.get(USERS, usual)))
        return usual_value(_usual(preset, name, self._pack), self._pack.inputs[name])

    def _assumed_preset(self, name: str) -> Preset | None:
        if not self._presets or (name == EMPLOYEES and self._fixed_preset is None):
            return None
        if self._fixed_preset is not None:
            return self._presets[self._fixed_preset]
        if EMPLOYEES not in self._pack.inputs:
            return None
        return self._presets[preset_of(self._presets, self[EMPLOYEES].value)]

    def _draw(self, name: str) -> Draw | None:
        varying = self._varying_preset(name)
        presets: list[Preset | None] = [self._assumed_preset(name)]
        if varying is not None:
            presets = list(self._presets)
        distributions = tuple(_drawn_from(each, name, self._pack) for each in presets)
        if len(set(distributions)) == 1:
            distributions, varying = distributions[:1], None
        table = quantiles(distributions, self._trials)
        if len(table.values) == 1:
            return None
        ranks = column(self._seed, name, self._trials).rank
        if varying is not None:
            ranks = varying * self._trials + ranks
        index = ranks if isinstance(table.values, np.ndarray) else table.positions.take(ranks)
        return Draw(name, (distributions, self._trials), table.values, index)

    def _varying_preset(self, name: str) -> Ranks | None:
        """Return each trial's preset, where it is that of the trial's own employees."""
        if self._fixed_preset is not None or name == EMPLOYEES or not self._presets:
            return None
        if EMPLOYEES not in self._pack.inputs:
            return None
        employees = self[EMPLOYEES].draw
        if employees is None:
            return None
        return _preset_per_value(self._presets, _numbers(employees.values)).take(employees.index)


def preset_given(pack: Pack, given: Mapping[str, Value]) -> int | None:
    """Return the position of the preset that the profile fixes by size, employees or users."""
    presets = list(pack.presets.values())
    if not presets:
        return None
    if SIZE in given:
        return list(pack.presets).index(str(given[SIZE]))
    if EMPLOYEES in given:
        return preset_of(presets, given[EMPLOYEES])
    if USERS in given:
        users = float(given[USERS])
        fits = (at for at, each in enumerate(presets) if each.users and users <= each.users.high)
        return next(fits, len(presets) - 1)
    return None


def contradictory(pack: Pack, given: Mapping[str, Value]) -> bool:
    """Whether a size, employees and users cannot be given together."""
    employees, users, size = (given.get(name) for name in (EMPLOYEES, USERS, SIZE))
    if employees is None:
        return False
    if users is not None and float(users) > float(employees):
        return True
    ends = None if size is None else pack.presets[str(size)].employees
    return ends is not None and not ends.low <= float(employees) <= ends.high


def preset_of(presets: list[Preset], employees: Value) -> int:
    """Return the first preset that goes up to so many employees; the last one above all."""
    return int(_preset_per_value(presets, np.array([float(employees)]))[0])


def _preset_per_value(presets: list[Preset], employees: Floats) -> Ranks:
    ends = [preset.employees.high for preset in presets[:-1]]
    return np.searchsorted(ends, employees)


def _usual(preset: Preset | None, name: str, pack: Pack) -> Usual:
    return (preset and preset.inputs.get(name)) or pack.inputs[name]


def _drawn_from(preset: Preset | None, name: str, pack: Pack) -> Distribution:
    declared = pack.inputs[name]
    if preset is not None and name == EMPLOYEES:
        ends = preset.employees
        return distribution_of(Usual(range=ends), declared)
    return distribution_of(_usual(preset, name, pack), declared)


def _numbers(values: tuple[Any, ...] | Floats) -> Floats:
    return np.asarray(values, dtype=np.float64)


def usual_values(pack: Pack) -> dict[str, Value]:
    """Return what an empty profile assumes for each input."""
    inputs = Inputs(pack, {}, 0, 1)
    return {name: inputs[name].value for name in pack.inputs}
