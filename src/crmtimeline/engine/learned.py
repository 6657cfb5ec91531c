"""Learned: what some of the trials say about the inputs that nobody knows.

A trial that makes likely what was seen is taken more often, and so are the values that it has.
Trials that end within a claim have other values than all trials.
"""

from collections.abc import Iterable, Iterator, Sequence
from math import sqrt
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

BEYOND_CHANCE = 3
"""Standard errors by which a share among few trials must differ to be said to."""


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
    return _told(_changes(unknown, drawn, None, taken), language)


def likelier(
    unknown: Sequence[Settled],
    drawn: Inputs,
    trials: Ranks | None,
    among: Ranks,
    language: Language,
) -> tuple[Learned, ...]:
    """Return what unknown inputs have in some trials otherwise than in all, beyond chance.

    `drawn` are the inputs in the trials that `trials` numbers, or in all; `among` numbers those.
    """
    some = among if trials is None else trials.take(among)
    changes = _changes(unknown, drawn, trials, some)
    clear = [(each, change) for each, change in changes if _is_clear(change, len(some))]
    return _told(clear, language)


def _changes(
    unknown: Sequence[Settled], drawn: Inputs, trials: Ranks | None, some: Ranks
) -> Iterator[tuple[Settled, _Change]]:
    """Yield how each input that varies by itself differs between trials, or all, and some."""
    for each in unknown:
        draw = drawn[each.name].draw if each.draws else None
        if draw is not None:
            before = draw.index if trials is None else draw.index.take(trials)
            yield each, _change(draw, before, draw.index.take(some))


def _is_clear(change: _Change, trials: int) -> bool:
    """Whether a share among so few trials differs by more than chance alone would have it."""
    before = 0.5 if change.value is None else change.before
    return change.share >= BEYOND_CHANCE * sqrt(before * (1 - before) / trials)


def _told(found: Iterable[tuple[Settled, _Change]], language: Language) -> tuple[Learned, ...]:
    """Return the changes that are worth saying, the largest first."""
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


def _change(draw: Draw, before: Ranks, after: Ranks) -> _Change:
    if isinstance(draw.values, np.ndarray):
        old, new = draw.values.take(before), draw.values.take(after)
        median = float(np.median(old))
        above = np.count_nonzero(new > median) / len(new)  # half of them, before
        return _Change(
            abs(above - 0.5), None, rounded_weeks(median), rounded_weeks(float(np.median(new)))
        )
    shares = [
        np.bincount(index, minlength=len(draw.values)) / len(index) for index in (before, after)
    ]
    moved = shares[1] - shares[0]
    at = int(np.argmax(moved))
    was, now = (round(float(share[at]), 3) for share in shares)
    return _Change(float(moved[at]), draw.values[at], was, now)
