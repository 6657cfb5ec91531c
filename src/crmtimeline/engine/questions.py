"""Questions: how much narrower the range of the whole becomes with the answer to each unknown."""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from crmtimeline.engine.inputs import Settled
from crmtimeline.engine.statistics import percentiles
from crmtimeline.engine.variants import Variants
from crmtimeline.model.plan import Draw
from crmtimeline.model.strict import Value

ANSWERS = 10
"""Into how many equally likely answers a range of numbers is cut, each at its middle."""

FINER = 20
"""The same for a range on which other inputs hang: the whole jumps from preset to preset."""

HARDLY = 0.005
"""Share of trials (0-1) below which what has happened all but rules an answer out."""


class Answer(NamedTuple):
    """One answer and how likely it is, a share 0-1."""

    value: Value
    share: float


def answers(draw: Draw, count: int = ANSWERS) -> list[Answer]:
    """Return the answers that an unknown input may get, by how often trials draw them.

    A range of numbers has so many.
    """
    if isinstance(draw.values, tuple):
        counts = np.bincount(draw.index, minlength=len(draw.values)) / len(draw.index)
        return [Answer(*each) for each in zip(draw.values, counts.tolist(), strict=True) if each[1]]
    ordered = np.sort(draw.values.take(draw.index))
    middles = (np.arange(count) + 0.5) / count
    values = ordered.take((middles * len(ordered)).astype(np.intp)).tolist()
    return [Answer(value, 1 / count) for value in values]


def narrowing(variants: Variants, settled: Settled) -> float:
    """Return by how many weeks P10-P90 narrows on average over an input's answers.

    Answers are as likely as trials have them, as far as the project has come.
    """
    draw, name = variants.draw(settled), settled.name
    if draw is None:
        return 0.0
    found = answers(draw, FINER if variants.is_deep(name) and not variants.under_way else ANSWERS)
    least = HARDLY if variants.under_way else 0.0
    possible = [
        each for each in found if each.share >= least and variants.possible({name: each.value})
    ]
    total = sum(each.share for each in possible)
    then = sum(each.share * _width(variants, {name: each.value}) for each in possible)
    return _width(variants, {}) - then / total if possible else 0.0


def worth_asking(unknown: tuple[Settled, ...]) -> Iterator[Settled]:
    """Yield the unknown inputs that vary by a column of their own."""
    yield from (each for each in unknown if each.draws)


def _width(variants: Variants, changes: dict[str, Value]) -> float:
    low, high = percentiles(variants.ends(changes), [10, 90])
    return high - low
