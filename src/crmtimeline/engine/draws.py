"""Draws: random columns, each a Latin hypercube of its own, the same on every machine.

A column of n trials is the n midpoints (i + 0.5)/n in the order given by sorting splitmix64 words
that start from SHA-256 of (seed, column name). Only integers decide the order, so neither numpy's
version nor the processor changes it, and a column depends on nothing but its own name.

Source: splitmix64 by Steele, Lea and Flood (2014), "Fast splittable pseudorandom number
generators"; the inverse normal by Wichura (1988), algorithm AS 241 (PPND16).
"""

from functools import lru_cache
from hashlib import sha256
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ranks = NDArray[np.intp]

_GOLDEN = np.uint64(0x9E3779B97F4A7C15)
_MIX_1 = np.uint64(0xBF58476D1CE4E5B9)
_MIX_2 = np.uint64(0x94D049BB133111EB)

_CENTRE = (
    (3.3871328727963666080e0, 1.3314166789178437745e2, 1.9715909503065514427e3,
     1.3731693765509461125e4, 4.5921953931549871457e4, 6.7265770927008700853e4,
     3.3430575583588128105e4, 2.5090809287301226727e3),
    (1.0, 4.2313330701600911252e1, 6.8718700749205790830e2, 5.3941960214247511077e3,
     2.1213794301586595867e4, 3.9307895800092710610e4, 2.8729085735721942674e4,
     5.2264952788528545610e3),
)  # fmt: skip
_NEAR = (
    (1.42343711074968357734e0, 4.63033784615654529590e0, 5.76949722146069140550e0,
     3.64784832476320460504e0, 1.27045825245236838258e0, 2.41780725177450611770e-1,
     2.27238449892691845833e-2, 7.74545014278341407640e-4),
    (1.0, 2.05319162663775882187e0, 1.67638483018380384940e0, 6.89767334985100004550e-1,
     1.48103976427480074590e-1, 1.51986665636164571966e-2, 5.47593808499534494600e-4,
     1.05075007164441684324e-9),
)  # fmt: skip
_FAR = (
    (6.65790464350110377720e0, 5.46378491116411436990e0, 1.78482653991729133580e0,
     2.96560571828504891230e-1, 2.65321895265761230930e-2, 1.24266094738807843860e-3,
     2.71155556874348757815e-5, 2.01033439929228813265e-7),
    (1.0, 5.99832206555887937690e-1, 1.36929880922735805310e-1, 1.48753612908506148525e-2,
     7.86869131145613259100e-4, 1.84631831751005468180e-5, 1.42151175831644588870e-7,
     2.04426310338993978564e-15),
)  # fmt: skip


class Column(NamedTuple):
    """One random column: the rank of each trial, and the trials in the order of their rank."""

    rank: Ranks
    order: Ranks


@lru_cache(maxsize=256)
def column(seed: int, name: str, trials: int) -> Column:
    """Return the column `name` for `seed`: a permutation of 0..trials-1 and its inverse."""
    start = np.uint64(int.from_bytes(sha256(f"{seed}:{name}".encode()).digest()[:8], "little"))
    index = np.arange(trials, dtype=np.uint64)
    word = (index + np.uint64(1)) * _GOLDEN
    word += start
    for shift, mix in ((np.uint64(30), _MIX_1), (np.uint64(27), _MIX_2)):
        word ^= word >> shift
        word *= mix
    word ^= word >> np.uint64(31)
    # The index rides in the low bits, so that sorting the words sorts the trials with them.
    low_bits = np.uint64((1 << max(trials - 1, 1).bit_length()) - 1)
    word &= ~low_bits
    word |= index
    word.sort()
    word &= low_bits
    order = word.astype(np.intp)
    rank = np.empty(trials, dtype=np.intp)
    rank[order] = np.arange(trials)
    return Column(_frozen(rank), _frozen(order))


@lru_cache(maxsize=4)
def midpoints(trials: int) -> Floats:
    """Return (i + 0.5)/n for each rank i, shares 0-1, ascending."""
    return _frozen((np.arange(trials) + 0.5) / trials)


@lru_cache(maxsize=4)
def normal_midpoints(trials: int) -> Floats:
    """Return the standard normal quantiles of `midpoints`, ascending and symmetric about 0."""
    lower = inverse_normal(midpoints(trials)[: (trials + 1) // 2])
    return _frozen(np.concatenate([lower, -lower[: trials // 2][::-1]]))


@lru_cache(maxsize=256)
def normal_column(seed: int, name: str, trials: int) -> Floats:
    """Return a column of standard normals, one per trial."""
    return _frozen(normal_midpoints(trials).take(column(seed, name, trials).rank))


def inverse_normal(shares: Floats) -> Floats:
    """Return the standard normal quantile of each share in (0, 1), good to 1e-15."""
    centred = shares - 0.5
    squared = 0.180625 - centred * centred
    quantiles = centred * _ratio(_CENTRE, np.maximum(squared, 0.0))
    tails = np.flatnonzero(squared < 0)
    tail = shares[tails]
    depth = np.sqrt(-np.log(np.minimum(tail, 1 - tail)))
    outer = np.where(depth <= 5, _ratio(_NEAR, depth - 1.6), _ratio(_FAR, depth - 5))
    quantiles[tails] = np.copysign(outer, tail - 0.5)
    return quantiles


def _ratio(coefficients: tuple[tuple[float, ...], tuple[float, ...]], x: Floats) -> Floats:
    over, under = (_polynomial(terms, x) for terms in coefficients)
    result: Floats = over / under
    return result


def _polynomial(terms: tuple[float, ...], x: Floats) -> Floats:
    value = np.full_like(x, terms[-1])
    for term in terms[-2::-1]:
        value *= x
        value += term
    return value


def _frozen(array: NDArray[Any]) -> NDArray[Any]:
    """Columns are shared between estimates, so nobody may write to them."""
    array.setflags(write=False)
    return array
