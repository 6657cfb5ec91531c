"""Questions: how much narrower the range of the whole becomes with the answer to each unknown."""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from crmtimeline.engine.inputs import Settled
from crmtimeline.engine.statistics import percentiles
from crmtimeline.engine.variants import Variants
from crmtimeline.model.plan import Draw
from crmtimeline.model.strict import Value

ANSWERS = 20
"""Into how many equally likely answers a range of numbers is cut, each at its middle."""


class Answer(NamedTuple):
    """One answer and how likely it is, a share 0-1."""

    value: Value
    share: float


def answers(draw: Draw) -> list[Answer]:
    """Return the answers that an unknown input may get, by how often trials draw them."""
    if isinstance(draw.values, tuple):
        counts = np.bincount(draw.index, minlength=len(draw.values)) / len(draw.index)
        return [Answer(*each) for each in zip(draw.values, counts.tolist(), strict=True) if each[1]]
    ordered = np.sort(draw.values.take(draw.index))
    middles = (np.arange(ANSWERS) + 0.5) / ANSWERS
    values = ordered.take((middles * len(ordered)).astype(np.intp)).tolist()
    return [Answer(value, 1 / ANSWERS) for value in values]


def narrowing(variants: Variants, settled: Settled) -> float:
    """Return by how many weeks P10-P90 narrows on average over an input's answers."""
    if settled.draw is None:
        return 0.0
    possible = [
        each for each in answers(settled.draw) if variants.possible({settled.name: each.value})
    ]
    total = sum(each.share for each in possible)
    then = sum(each.share * _width(variants, {settled.name: each.value}) for each in possible)
    return _width(variants, {}) - then / total if possible else 0.0


def worth_asking(unknown: tuple[Settled, ...]) -> Iterator[Settled]:
    """Yield the unknown inputs that vary by a column of their own."""
    yield from (each for each in unknown if each.draws)


def _width(variants: Variants, changes: dict[str, Value]) -> float:
    low, high = percentiles(variants.ends(changes), [10, 90])
    return high - low
