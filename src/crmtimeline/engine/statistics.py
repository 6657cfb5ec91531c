"""Statistics of trials: percentiles, and the share of variance that a column explains alone."""

from collections.abc import Sequence

import numpy as np

from crmtimeline.engine.draws import Floats, Ranks

BINS = 20
"""Equal-count bins of a column's rank in which the whole's mean is taken."""

NO_VARIANCE = 1e-20
"""Relative variance that is rounding and nothing else."""


def percentiles(ordered: Floats, shares: Sequence[int]) -> list[float]:
    """Return order statistics of sorted trials: for p percent the ceil(p*n)-th of n.

    >>> percentiles(np.array([1.0, 2.0, 3.0, 4.0]), [50, 80])
    [2.0, 4.0]
    """
    count = len(ordered)
    return [float(ordered[max(-(-share * count // 100), 1) - 1]) for share in shares]


def variance_shares(values: Floats, orders: Sequence[Ranks]) -> list[float]:
    """Return for each column the share (0-1) of the variance of `values` that it explains alone.

    `orders` hold the trials in the order of each column's rank. The share is the variance of the
    bin means over the variance, less what chance alone gives, (B - 1)/(n - 1), at least 0.
    """
    count = len(values)
    centred = values - values.mean()
    variance = float(centred @ centred) / count
    if variance <= NO_VARIANCE * float(values.max()) ** 2:
        return [0.0] * len(orders)
    bins = min(BINS, count)
    starts = np.arange(bins) * count // bins
    sizes = np.diff(np.append(starts, count))
    chance = (bins - 1) / max(count - 1, 1)
    shares = []
    for order in orders:
        sums = np.add.reduceat(centred.take(order), starts)
        between = float((sums * sums / sizes).sum()) / count
        shares.append(max(between / variance - chance, 0.0))
    return shares
