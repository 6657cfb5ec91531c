"""Shapley: a difference divided among its causes, the order of the causes making no odds.

Shapley, L. S. (1953), "A value for n-person games": a cause gets what it adds to the causes before
it, averaged over all orders in which they may come. The shares sum to the whole.
"""

from collections.abc import Callable, Iterable, Sequence
from itertools import combinations
from math import comb

import numpy as np

from crmtimeline.engine.draws import Floats

Worth = Callable[[frozenset[str]], Floats]
"""What a set of causes comes to."""


def shapley(causes: Sequence[str], worth: Worth) -> dict[str, Floats]:
    """Return each cause's share of `worth(all) - worth(none)`; takes the worth of every subset.

    >>> both = lambda causes: np.array([2.0 ** ("a" in causes) * 4.0 ** ("b" in causes)])
    >>> {cause: float(share[0]) for cause, share in shapley("ab", both).items()}
    {'a': 2.5, 'b': 4.5}
    """
    worths = {subset: worth(subset) for subset in _subsets(causes)}
    shares = {}
    for cause in causes:
        others = [other for other in causes if other != cause]
        added = [
            (worths[before | {cause}] - worths[before])
            / (len(causes) * comb(len(others), len(before)))
            for before in _subsets(others)
        ]
        shares[cause] = np.sum(added, axis=0)
    return shares


def in_order(causes: Sequence[str], worth: Worth) -> dict[str, Floats]:
    """Return what each cause adds to those before it, in the one order given."""
    worths = [worth(frozenset(causes[:count])) for count in range(len(causes) + 1)]
    return {cause: worths[at + 1] - worths[at] for at, cause in enumerate(causes)}


def _subsets(causes: Sequence[str]) -> Iterable[frozenset[str]]:
    for size in range(len(causes) + 1):
        yield from map(frozenset, combinations(causes, size))
