"""Learned: what the project so far says about the inputs that nobody knows.

A trial that makes likely what was seen is taken more often, and so are the values that it has.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from crmtimeline.engine.draws import Ranks
from crmtimeline.engine.inputs import Inputs, Settled
from crmtimeline.engine.results import rounded_weeks
from crmtimeline.model.dated import Learned
from crmtimeline.model.plan import Draw
from crmtimeline.model.strict import Language, Value

WORTH_SAYING = 0.05
"""Change of a share (0-1) from which the project says something about an input."""


class _Change(NamedTuple):
    """How an input has changed: which value gained what share; of a range, the medians."""

    share: float
    value: Value | None
    before: float
    after: float


def learned(
    unknown: Sequence[Settled], drawn: Inputs, taken: Ranks, language: Language
) -> tuple[Learned, ...]:
    """Return what the trials taken hold of unknown inputs, the largest change first.

    `drawn` are the inputs in the trials that `taken` numbers.
    """
    found = [
        (each, _change(draw, draw.index.take(taken)))
        for each in unknown
        if each.draws and (draw := drawn[each.name].draw) is not None
    ]
    return tuple(
        Learned(
            input=each.name,
            title=each.title(language),
            value=change.value,
            shown=None if change.value is None else each.label(change.value, language),
            before=change.before,
            after=change.after,
        )
        for each, change in sorted(found, key=lambda one: -one[1].share)
        if change.share >= WORTH_SAYING
    )


def _change(draw: Draw, after: Ranks) -> _Change:
    if isinstance(draw.values, np.ndarray):
        old, new = draw.values.take(draw.index), draw.values.take(after)
        median = float(np.median(old))
        above = np.count_nonzero(new > median) / len(new)  # half of them, before
        return _Change(
            abs(above - 0.5), None, rounded_weeks(median), rounded_weeks(float(np.median(new)))
        )
    shares = [
        np.bincount(index, minlength=len(draw.values)) / len(index) for index in (draw.index, after)
    ]
    moved = shares[1] - shares[0]
    at = int(np.argmax(moved))
    before, now = (round(float(share[at]), 3) for share in shares)
    return _Change(float(moved[at]), draw.values[at], before, now)
